"""Runs a notebook as it is, untraced: `python run_notebook.py FILE.ipynb ARGUMENTS…`. What is traced is this very program."""

import os
import sys


def start() -> None:
    folder = os.path.dirname(os.path.abspath(__file__))
    space = {"__file__": os.path.join(folder, "private.py"), "__name__": "_interim_private"}
    with open(space["__file__"], "rb") as file:
        exec(compile(file.read(), space["__file__"], "exec"), space)
    load = space["load"]
    del sys.argv[0]
    sys.path[0] = os.path.dirname(os.path.realpath(sys.argv[0]))
    with open(sys.argv[0], "rb") as file:
        document = load("_interim.notebook.document").read_document(file.read())
    notebook = load("_interim.notebook.execute").Notebook(document)
    notebook.run(load("_interim.notebook.build").PlainCells(notebook.tools()))


start()
