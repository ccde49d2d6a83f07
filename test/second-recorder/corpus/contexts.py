"""Context managers of one's own, nested, and files opened in them."""

from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory


class Timer:
    def __init__(self):
        self.marks = []

    def __enter__(self):
        self.marks.append("in")
        return self

    def __exit__(self, kind, error, trace):
        self.marks.append("out" if kind is None else kind.__name__)
        return kind is ZeroDivisionError


@contextmanager
def numbered(name):
    label = f"<{name}>"
    opened.append(label)
    yield label
    opened.remove(label)


opened = []
timer = Timer()
with timer as running:
    running.marks.append("work")
with Timer() as other, numbered("first") as first, numbered("second") as second:
    depth = len(opened)
    names = first + second
    broken = 1 / 0
with suppress(FileNotFoundError):
    missing = Path("missing.txt").read_text()
with TemporaryDirectory() as folder:
    path = Path(folder) / "note.txt"
    with open(path, "w") as file:
        written = file.write("one\ntwo\n")
    with path.open() as file:
        lines = [line.strip() for line in file]
    sizes = {item.name: item.stat().st_size for item in Path(folder).iterdir()}
print(timer.marks, other.marks, depth, names, opened, written, lines, sizes)
