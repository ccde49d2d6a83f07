"""Notebooks where IPython is: what a run prints is what `jupyter execute` puts under the cells, plainly and traced."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import unittest
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "test/tracer/python"))
from traced import ADDRESS, Case, write_files  # noqa: E402

TIMES = re.compile(r"^(CPU times|Wall time): .*$|^.* per loop .*$", re.M)
EXAMPLE = ROOT / "examples/python/flights"

CASES = {
    "values": """--- code
{"a": list(range(40)), "b": {1, 2}}
--- code
import pandas as pd
df = pd.DataFrame({"a": range(100), "b": 1.5})
df
--- code
df.describe();
--- code
display(df.head(2), "text")
_, Out[1]["b"], In[2]
--- code
"a text"
""",
    "magics": """--- code
%matplotlib inline
%load_ext autoreload
%autoreload 2
--- code
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.plot([1, 2])
--- code
plt.plot([1, 2])
plt.show()
--- code
%%capture said
print("nobody sees it")
--- code
said.stdout
--- code
%%time
total = sum(range(1000))
total
--- code
lines = !printf 'b\\\\na\\\\n'
lines.sort()
--- code
%%writefile helper.py
def greet():
    return "hello"
--- code
from helper import greet
%time greet()
--- code
%who_ls
""",
    "awaits": """--- code
import asyncio
async def later(value):
    await asyncio.sleep(0.001)
    return value
task = asyncio.ensure_future(later(1)) if False else None
--- code
await asyncio.gather(later(1), later(2))
--- code
[item async for item in (await later(n) for n in range(3))]
""",
    "fails": """--- code raises-exception
1 / 0
--- code skip-execution
print("left out")
--- code
class Loud:
    def __repr__(self):
        return "<loud>"
Loud()
--- code
undefined
--- code
print("never")
""",
}


class Said(NamedTuple):
    text: str
    error: str


def quiet(text: str) -> str:
    return TIMES.sub("time", ADDRESS.sub("0x…", text))


def by_jupyter(folder: Path, name: str) -> Said:
    notebook = nbformat.read(folder / name, 4)
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    error = ""
    try:
        client.execute()
    except CellExecutionError as failure:
        error = failure.ename
    said = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stdout":
                said.append(output.text)
            elif output.output_type in ("execute_result", "display_data"):
                said.append(output.data["text/plain"] + "\n")
    return Said(quiet("".join(said)), error)


class Jupyter(unittest.TestCase):
    maxDiff = 4000

    def check(self, files: dict[str, str], name: str) -> None:
        case = Case(files, [name])
        folder = Path(tempfile.mkdtemp(prefix="interim-jupyter-"))
        try:
            write_files(folder, files)
            jupyter, plain, traced = by_jupyter(folder, name), case.plain(), case.traced()
            self.assertEqual(jupyter.text, quiet(plain.out))
            self.assertEqual(jupyter.error, last_error(plain.err) if plain.code else "")
            self.assertEqual((quiet(plain.out), plain.err, plain.code), (quiet(traced.out), traced.err, traced.code))
            self.assertEqual([], case.problems())
        finally:
            case.remove()
            shutil.rmtree(folder, ignore_errors=True)

    def test_the_example(self) -> None:
        files = {f"data/{path.name}": path.read_text() for path in EXAMPLE.glob("data/*.csv")}
        text = (EXAMPLE / "aircraft.ipynb").read_text()
        # pandas asks a terminal how wide it is, and no kernel.
        line = '"import pandas as pd\\n",'
        wide = text.replace(line, line + '"pd.options.display.max_columns = 20\\n",')
        self.assertNotEqual(text, wide)
        self.check({**files, "aircraft.ipynb": wide}, "aircraft.ipynb")


def last_error(err: str) -> str:
    return err.strip().split("\n")[-1].partition(":")[0]


for case_name, case_text in CASES.items():
    setattr(
        Jupyter,
        f"test_{case_name}",
        lambda self, text=case_text: self.check({"main.ipynb": text}, "main.ipynb"),
    )

if __name__ == "__main__":
    unittest.main()
