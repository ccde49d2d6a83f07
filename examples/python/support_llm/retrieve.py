"""Finds the articles that fit a question: cosine similarity of weighted words."""

import math
import re
from collections import Counter

STOP = {
    "the",
    "and",
    "are",
    "can",
    "does",
    "for",
    "from",
    "have",
    "how",
    "may",
    "our",
    "their",
    "there",
    "was",
    "with",
    "you",
}


def words(text):
    return [word for word in re.findall(r"[a-z]+", text.lower()) if len(word) > 2 and word not in STOP]


def build_index(articles):
    """Word weights of each article, rare words counting more, scaled to length one."""
    counts = {article["article"]: Counter(words(article["title"] + " " + article["text"])) for article in articles}
    spread = Counter(word for count in counts.values() for word in count)
    idf = {word: math.log(len(articles) / n) + 1 for word, n in spread.items()}
    vectors = {}
    for name, count in counts.items():
        vector = {word: n * idf[word] for word, n in count.items()}
        length = math.sqrt(sum(weight * weight for weight in vector.values()))
        vectors[name] = {word: weight / length for word, weight in vector.items()}
    return {"idf": idf, "vectors": vectors}


def search(index, question, k=3):
    query = {word: index["idf"].get(word, 0.0) for word in words(question)}
    scores = [
        {"article": name, "score": round(sum(weight * vector.get(word, 0.0) for word, weight in query.items()), 4)}
        for name, vector in index["vectors"].items()
    ]
    scores.sort(key=lambda found: (-found["score"], found["article"]))
    return scores[:k]
