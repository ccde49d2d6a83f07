"""Runs a notebook untraced, `python run_notebook.py FILE.ipynb ARGUMENTS…`: the same program as the traced one."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def start() -> None:
    folder = os.path.dirname(os.path.abspath(__file__))
    path = os.path.join(folder, "private.py")
    space: dict[str, Any] = {"__file__": path, "__name__": "_interim_private"}
    with open(path, "rb") as file:
        exec(compile(file.read(), path, "exec"), space)
    load = space["load"]
    del sys.argv[0]
    sys.path[0] = os.path.dirname(os.path.realpath(sys.argv[0]))
    with open(sys.argv[0], "rb") as file:
        document = load("_interim.notebook.document").read_document(file.read())
    notebook = load("_interim.notebook.execute").Notebook(document)
    notebook.run(load("_interim.notebook.build").PlainCells(notebook.tools()))


start()
