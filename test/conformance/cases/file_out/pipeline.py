"""A file is written."""

from pathlib import Path

names = ["ada", "grace"]
text = ",".join(names)
Path("names.txt").write_text(text)
