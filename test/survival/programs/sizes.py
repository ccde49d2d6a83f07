"""A million levels, a table that nests itself, ten gigabytes that nobody has paid for."""

import tempfile

import numpy as np

deep = []
for _ in range(1_000_000):
    deep = [deep]
inner = {}
for _ in range(1_000_000):
    inner = {"inner": inner}
ring = {"name": "ring"}
ring["ring"] = [ring, ring]
empty = np.zeros((1_250_000_000,), dtype=np.float64)
first = empty[:10]
half = empty[::2]
with tempfile.TemporaryFile() as file:
    mapped = np.memmap(file, dtype=np.uint8, mode="w+", shape=(10_000_000_000,))
    mapped[5] = 7
    part = mapped[:10]
    total = int(part.sum())
    del part, mapped
text = "x" * 100_000_000
digits = 10**100_000
wide = {number: None for number in range(1_000_000)}
print(len(deep), len(inner), ring["ring"][0] is ring, empty.nbytes, first.size, half.size, total, len(text), len(wide))
while deep:
    deep = deep.pop()
while inner:
    inner = inner["inner"]
print("done")
