"""A field is removed."""

account = {"name": "Ada", "visits": 3, "draft": True}
visits = account["visits"]
del account["draft"]
kept = list(account)
print(visits, kept)
