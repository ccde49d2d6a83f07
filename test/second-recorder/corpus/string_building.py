"""Text put together and taken apart: formats, templates, tables, encodings."""

import base64
import hashlib
import textwrap
from urllib.parse import parse_qs, urlencode, urlsplit

names = ["ada", "grace", "edsger"]
scores = [91.456, 88.0, 79.25]
lines = []
for number, (name, score) in enumerate(zip(names, scores), start=1):
    lines.append(f"{number:>2}. {name.title():<10}|{score:8.2f}|{'*' * int(score // 10)}")
table = "\n".join(lines)
header = f"{'name':^14}{'score':>8}"
width = max(len(line) for line in lines)
paragraph = "It is a truth universally acknowledged, that a table in want of a title must be in want of a reader."
wrapped = textwrap.fill(paragraph, width=40)
first_line, *others = wrapped.split("\n")
query = urlencode({"q": "late flights", "page": 2})
url = "https://example.org/search?" + query
split = urlsplit(url)
arguments = parse_qs(split.query)
encoded = base64.b64encode(paragraph.encode()).decode()
decoded = base64.b64decode(encoded).decode()
digest = hashlib.sha256(table.encode()).hexdigest()
acronym = "".join(word[0] for word in paragraph.split() if len(word) > 4).upper()
swapped = paragraph.translate(str.maketrans("aeiou", "uoiea"))
vowels = {letter: paragraph.count(letter) for letter in "aeiou"}
title = "%s has %d of %.1f%%" % (names[0], 3, 12.345)
padded = "7".zfill(3) + "{:,}".format(1234567)
print(header, table, sep="\n")
print(
    width,
    len(others),
    arguments,
    decoded == paragraph,
    digest[:8],
    acronym,
    swapped[:10],
    vowels,
    title,
    padded,
    first_line,
)
