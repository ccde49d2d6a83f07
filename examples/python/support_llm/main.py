"""Answers travellers' tickets from a knowledge base with a language model, and counts how often it is right."""

import csv
import json
from collections import defaultdict
from pathlib import Path

from openai import OpenAI
from retrieve import build_index, search
from server import serve

HERE = Path(__file__).parent
OUT = HERE / "out"
SYSTEM = "You answer travellers. Use only the passages. Reply as JSON with article, answer and confidence."


def read_table(name):
    with open(HERE / "data" / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def build_messages(ticket, found, articles, airline):
    passages = "\n".join(f"[{hit['article']}] {articles[hit['article']]['text']}" for hit in found)
    prompt = f"Airline: {airline}\nPassages:\n{passages}\n\nQuestion: {ticket['question']}"
    return [{"role": "system", "content": SYSTEM}, {"role": "user", "content": prompt}]


def parse_reply(text):
    try:
        reply = json.loads(text)
    except json.JSONDecodeError:
        return {"article": None, "answer": text, "confidence": 0.0, "parsed": False}
    return {**reply, "parsed": True}


def answer_ticket(client, ticket, index, articles, airlines):
    found = search(index, ticket["question"])
    messages = build_messages(ticket, found, articles, airlines[ticket["carrier"]])
    completion = client.chat.completions.create(model="desk-1", messages=messages, temperature=0)
    reply = parse_reply(completion.choices[0].message.content)
    return {
        **ticket,
        "airline": airlines[ticket["carrier"]],
        "article": reply["article"],
        "answer": reply["answer"],
        "confidence": reply["confidence"],
        "right": (reply["article"] or "") == ticket["expected"],
        "tokens": completion.usage.total_tokens,
    }


def rate_by_airport(rows):
    counts = defaultdict(lambda: [0, 0])
    for row in rows:
        counts[row["origin"]][0] += row["right"]
        counts[row["origin"]][1] += 1
    return {origin: f"{right}/{total}" for origin, (right, total) in sorted(counts.items())}


def main():
    OUT.mkdir(exist_ok=True)
    knowledge = read_table("knowledge.csv")
    articles = {article["article"]: article for article in knowledge}
    airlines = {row["carrier"]: row["name"] for row in read_table("airlines.csv")}
    tickets = read_table("tickets.csv")
    index = build_index(knowledge)

    with serve() as address:
        client = OpenAI(base_url=address, api_key="not-needed", max_retries=0)
        rows = [answer_ticket(client, ticket, index, articles, airlines) for ticket in tickets]

    right = sum(row["right"] for row in rows)
    tokens = sum(row["tokens"] for row in rows)
    print(f"{len(rows)} tickets, {right} cite the right article, {tokens} tokens")
    print("by airport:", rate_by_airport(rows))
    for row in rows:
        if not row["right"]:
            print(f"  {row['ticket']:>2} {row['airline']}: wanted {row['expected'] or 'nothing'}, got {row['article']}")

    with open(OUT / "answers.json", "w", encoding="utf-8") as file:
        json.dump(rows, file, indent=2)


if __name__ == "__main__":
    main()
