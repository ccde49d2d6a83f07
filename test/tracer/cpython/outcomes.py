"""One module of the suite, run plainly or traced: what came of each of its tests."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from workspace import ROOT, Workspace

sys.path.insert(0, str(ROOT / "test" / "tracer" / "python"))
from traced import LIMITS, TRACER  # noqa: E402

# A module that is at no test's end for so long hangs. (All of test_asyncio takes longer on a busy machine.)
SILENT = 600
# What no two runs have in common.
VARYING = [
    (re.compile(r"0x[0-9a-fA-F]{6,}"), "0x…"),
    (re.compile(r"/tmp/[\w./-]+"), "/tmp/…"),
    (re.compile(r"@test_\d+_tmp\w*"), "@test_tmp"),
    (re.compile(r"(?<!line )\b\d{4,}\b"), "…"),
    (re.compile(r"\b\d+\.\d{2,}(?=s?\b)"), "…"),
]


class Outcome(NamedTuple):
    """`result` is what became of a test, with the messages of all its failing parts."""

    result: str
    message: str


class ModuleRun(NamedTuple):
    tests: dict[str, Outcome]
    seconds: float
    problems: list[str]


def run_plain(workspace: Workspace, name: str) -> ModuleRun:
    return run(workspace, name, [workspace.python, str(workspace.folder / "run_module.py")], None)


def run_traced(workspace: Workspace, name: str) -> ModuleRun:
    run_folder = Path(tempfile.mkdtemp(prefix="interim-run-"))
    try:
        pyc = prepare(workspace, run_folder)
        return run(workspace, name, [workspace.python, pyc], run_folder)
    finally:
        shutil.rmtree(run_folder, ignore_errors=True)


def prepare(workspace: Workspace, run_folder: Path) -> str:
    entry = str(workspace.folder / "run_module.py")
    config = {
        "format": 1, "interim": "0.1.0", "entry": entry, "entryAsTyped": entry, "module": None,
        "workspace": str(workspace.folder), "runFolder": str(run_folder),
        "cacheFolder": str(workspace.folder.parent / "instrumented"), "limits": LIMITS, "flags": [],
    }  # fmt: skip
    path = run_folder / "config.json"
    path.write_text(json.dumps(config))
    command = [workspace.python, "-I", "-S", "-X", "utf8", str(TRACER / "prepare.py"), str(path)]
    answer: dict[str, Any] = json.loads(
        subprocess.run(command, capture_output=True, check=True, env=environment()).stdout
    )
    assert answer["ok"] and not answer["plain"], answer
    return str(answer["pyc"])


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "INTERIM"))}
    return {**kept, "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}


def run(workspace: Workspace, name: str, command: list[str], run_folder: Path | None) -> ModuleRun:
    scratch = Path(tempfile.mkdtemp(prefix="interim-cpython-"))
    written = scratch / "outcomes"
    here = scratch / "here"
    here.mkdir()
    started = time.monotonic()
    try:
        with open(scratch / "output", "w+b") as output:
            child = subprocess.Popen(
                [*command, name, str(written)], cwd=here, env=environment(), stdin=subprocess.DEVNULL, stdout=output,
                stderr=output, start_new_session=True,
            )  # fmt: skip
            end = wait(child, written)
            output.seek(0)
            text = output.read().decode("utf-8", "replace")
        lines = written.read_text().splitlines() if written.exists() else []
        tests = read_outcomes([json.loads(line) for line in lines], end, text)
        return ModuleRun(tests, time.monotonic() - started, [] if run_folder is None else problems_in(run_folder))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def wait(child: subprocess.Popen[bytes], written: Path) -> str:
    told, since = 0, time.monotonic()
    try:
        while time.monotonic() - since < SILENT:
            try:
                return f"exit {child.wait(5)}"
            except subprocess.TimeoutExpired:
                size = written.stat().st_size if written.exists() else 0
                if size != told:
                    told, since = size, time.monotonic()
        return f"silent for {SILENT} s"
    finally:
        # Whatever the tests left behind.
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        child.wait()


def read_outcomes(lines: list[list[str]], end: str, text: str) -> dict[str, Outcome]:
    tests: dict[str, Outcome] = {}
    for told, result, message in lines:
        name = steady(told)
        known = tests.get(name)
        if known is None or known.result == "started":
            tests[name] = Outcome(result, steady(message))
        elif result not in ("started", "passed"):
            tests[name] = Outcome(result, known.message + steady(message))
    ended = tests.pop("", None)
    if ended is None or end != "exit 0":
        tests["(process)"] = Outcome(end if ended else f"{end}, not to its end", steady(text[-2000:]))
    return tests


def steady(text: str) -> str:
    for pattern, instead in VARYING:
        text = pattern.sub(instead, text)
    return text


def problems_in(run_folder: Path) -> list[str]:
    """What the tracer itself says went wrong. That it leaves processes out from some number on is its limit."""
    found: set[str] = set()
    for log in run_folder.glob("log-*.ndjson"):
        with open(log, encoding="ascii", errors="replace") as lines:
            for line in lines:
                if line.startswith('{"k":"problem"'):
                    record = json.loads(line)
                    if record["code"] != "too-many-processes":
                        found.add(f"{record['code']}: {record.get('detail', '')}")
    return sorted(found)
