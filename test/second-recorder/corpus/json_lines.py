"""JSON lines written, read, repaired and merged."""

import json
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE / "out"
OUT.mkdir(exist_ok=True)
orders = json.loads((HERE / "data" / "orders.json").read_text())
path = OUT / "orders.jsonl"
with path.open("w") as file:
    for order in orders:
        file.write(json.dumps(order) + "\n")
    file.write("{broken\n")
good, bad = [], []
with path.open() as file:
    for number, line in enumerate(file, 1):
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            bad.append({"line": number, "message": error.msg})
        else:
            good.append(record)
merged = {}
for record in good:
    name = record["customer"]["name"]
    entry = merged.setdefault(name, {"orders": 0, "spent": 0.0})
    entry["orders"] += 1
    entry["spent"] += sum(item["n"] * item["price"] for item in record["items"])
text = json.dumps(merged, indent=1, sort_keys=True)
(OUT / "merged.json").write_text(text)
back = json.loads((OUT / "merged.json").read_text())
same = back == merged
print(len(good), bad, same)
print(text)
