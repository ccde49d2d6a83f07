"""An answer that comes in pieces is put together."""


def stream(words):
    for word in words:
        yield {"delta": word + " "}


words = ["two", "rows", "lost"]
pieces = []
for chunk in stream(words):
    pieces.append(chunk["delta"])
answer = "".join(pieces)
print(answer)
