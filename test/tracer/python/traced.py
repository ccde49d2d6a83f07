"""Runs a program plainly and traced, each in a fresh folder, and gives back all that a user could tell apart."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from cells import notebook_of

ROOT = Path(__file__).resolve().parents[3]
TRACER = ROOT / "src" / "tracer" / "python"
LIMITS = {
    "previewRows": 20, "previewColumns": 40, "previewItems": 50, "previewText": 2000,
    "iterations": 20, "describeMs": 50, "runBytes": 100_000_000,
}  # fmt: skip

ADDRESS = re.compile("0x[0-9a-f]{8,}")


class Outcome(NamedTuple):
    out: str
    err: str
    code: int
    files: dict[str, bytes]


def write_files(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notebook_of(text) if text.startswith("--- ") else text, encoding="utf-8")


def snapshot(folder: Path) -> dict[str, bytes]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            found[str(path.relative_to(folder))] = path.read_bytes()
        elif path.suffix == ".pyc":
            found[str(path.relative_to(folder))] = b""
    return found


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONHASHSEED": "0", "COLUMNS": "100", "PYTHON_COLORS": "0"}


def run(command: list[str], folder: Path, stdin: str = "") -> Outcome:
    done = subprocess.run(
        command, cwd=folder, env=environment(), input=stdin.encode(), capture_output=True, timeout=120
    )
    err = done.stderr.decode("utf-8", "replace")
    out = done.stdout.decode("utf-8", "replace")
    return Outcome(ADDRESS.sub("0x…", out), ADDRESS.sub("0x…", err), done.returncode, snapshot(folder))


def prepare(
    folder: Path, run_folder: Path, target: list[str], flags: list[str], limits: dict[str, int]
) -> dict[str, Any]:
    module = target[1] if target[0] == "-m" else None
    config = {
        "format": 1, "interim": "0.1.0", "entry": None if module else str(folder / target[0]),
        "entryAsTyped": None if module else target[0], "module": module, "workspace": str(folder),
        "runFolder": str(run_folder), "cacheFolder": str(run_folder / "cache"), "limits": limits, "flags": flags,
    }  # fmt: skip
    path = run_folder / "config.json"
    path.write_text(json.dumps(config))
    # Of a notebook it is asked whether IPython is there, as the program will find it.
    apart = [] if target[0].endswith(".ipynb") else ["-I", "-S"]
    command = [sys.executable, *apart, "-X", "utf8", str(TRACER / "prepare.py"), str(path)]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


class Case:
    """One program in one folder, whose path is the same in both runs."""

    def __init__(self, files: dict[str, str], target: list[str], flags: list[str] | None = None, stdin: str = "",
                 limits: dict[str, int] | None = None) -> None:  # fmt: skip
        self.files = files
        self.target = target
        self.flags = flags or []
        self.stdin = stdin
        self.limits = {**LIMITS, **(limits or {})}
        self.base = Path(tempfile.mkdtemp(prefix="interim-"))
        self.folder = self.base / "work"
        self.run_folder = self.base / "run"
        self.answer: dict[str, Any] = {}

    def fresh(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        write_files(self.folder, self.files)

    def plain(self) -> Outcome:
        self.fresh()
        runner = [str(TRACER / "run_notebook.py")] if self.target[0].endswith(".ipynb") else []
        return run([sys.executable, *self.flags, *runner, *self.target], self.folder, self.stdin)

    def traced(self) -> Outcome:
        self.fresh()
        shutil.rmtree(self.run_folder, ignore_errors=True)
        self.run_folder.mkdir()
        self.answer = prepare(self.folder, self.run_folder, self.target, self.flags, self.limits)
        start = self.target if self.answer.get("plain") else [self.answer["pyc"], *self.rest()]
        return run([sys.executable, *self.flags, *start], self.folder, self.stdin)

    def rest(self) -> list[str]:
        return self.target[2:] if self.target[0] == "-m" else self.target[1:]

    def records(self, log: str = "0") -> list[dict[str, Any]]:
        text = (self.run_folder / f"log-{log}.ndjson").read_text()
        return [json.loads(line) for line in text.splitlines()]

    def problems(self) -> list[str]:
        return [f"{item['code']}: {item.get('detail', '')}" for item in self.records() if item["k"] == "problem"]

    def remove(self) -> None:
        shutil.rmtree(self.base, ignore_errors=True)
