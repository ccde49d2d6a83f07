"""One of several forms of a message is picked and taken apart."""


def amount_of(event):
    match event["kind"]:
        case "sale":
            amount = event["amount"]
        case "refund":
            amount = -event["amount"]
        case _:
            amount = 0
    return amount


events = [{"kind": "sale", "amount": 5}, {"kind": "refund", "amount": 2}, {"kind": "visit", "amount": 9}]
amounts = [amount_of(event) for event in events]
total = sum(amounts)
print(amounts, total)
