"""Words of articles: counted, weighted, and matched with questions."""

import csv
import math
import re
from collections import Counter
from pathlib import Path

DATA = Path(__file__).parent / "data"


def read(name):
    with open(DATA / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def words(text):
    return re.findall(r"[a-z]{4,}", text.lower())


articles = read("knowledge.csv")
tickets = read("tickets.csv")
counts = {article["article"]: Counter(words(article["text"])) for article in articles}
spread = Counter()
for count in counts.values():
    spread.update(count.keys())
weight = {word: math.log(len(articles) / n) for word, n in spread.items()}


def score(question, count):
    return sum(weight.get(word, 0.0) for word in words(question) if word in count)


answers = []
for ticket in tickets[:8]:
    ranked = sorted(counts, key=lambda name: (-score(ticket["question"], counts[name]), name))
    best = ranked[0]
    answers.append({"ticket": ticket["ticket"], "best": best, "right": best == ticket["expected"]})
right = sum(answer["right"] for answer in answers)
common = spread.most_common(3)
longest = max(articles, key=lambda article: len(article["text"]))["article"]
title = articles[0]["title"].upper().replace(" ", "_")
parts = title.partition("_")
print(f"{right}/{len(answers)}", common[0][1], longest, title, parts[0])
