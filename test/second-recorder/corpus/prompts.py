"""Prompts built from records, sent to a stand-in for a model, and its answers parsed."""

import csv
import json
from pathlib import Path
from string import Template

SYSTEM = """You answer travellers.
Use only the passages that you are given, and reply as JSON with the fields article and answer.
If nothing fits, say so; do not guess, do not add anything of your own, and never promise a refund
that the passages do not promise."""
QUESTION = Template("Question from $carrier at $origin: $question")

with open(Path(__file__).parent / "data" / "tickets.csv", newline="") as file:
    tickets = list(csv.DictReader(file))[:6]


def complete(messages):
    asked = messages[-1]["content"]
    article = "pets" if "dog" in asked or "cat" in asked else None
    return {"role": "assistant", "content": json.dumps({"article": article, "answer": asked[-30:]})}


history = [{"role": "system", "content": SYSTEM}]
results = []
for ticket in tickets:
    prompt = QUESTION.substitute(ticket)
    messages = [*history, {"role": "user", "content": prompt}]
    reply = complete(messages)
    parsed = json.loads(reply["content"])
    results.append({**ticket, **parsed, "length": len(prompt)})
    history.append(reply)
answered = [result for result in results if result["article"]]
lengths = sorted(result["length"] for result in results)
median = lengths[len(lengths) // 2]
table = "\n".join(f"{result['ticket']:>3} {result['article'] or '-':10} {result['length']:4d}" for result in results)
print(table)
print(len(answered), median, len(history))
