"""Runs programs plainly under the second recorder and traced, and says how far the record is complete and true.

python test/second-recorder/check.py [--full] [--misses N] [NAME...]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TRACER = ROOT / "src" / "tracer" / "python"
# Everything is recorded and kept, so that it can be compared cell by cell.
LIMITS = {"previewRows": 3000, "previewColumns": 0, "previewItems": 3000, "previewText": 0, "iterations": 0,
          "describeMs": 0, "runBytes": 0}  # fmt: skip

sys.path.insert(0, str(HERE))
from judge import judge, read_notes, settle  # noqa: E402
from recorded import Run  # noqa: E402


def corpus():
    """Name -> (folder, entry)."""
    found = {path.stem: (HERE / "corpus", path.name) for path in sorted((HERE / "corpus").glob("*.py"))}
    for example in json.loads((ROOT / "examples/list.json").read_text()):
        if example["entry"].endswith(".py"):
            entry = ROOT / example["entry"]
            found[f"example {entry.parent.name}"] = (entry.parent, entry.name)
    return found


def environment():
    return {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "MPLBACKEND": "Agg",
        "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def execute(command, folder, seconds=600):
    try:
        done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"{' '.join(map(str, command))} takes longer than {seconds} s") from error
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout


class Place:
    """A copy of a program's folder; both runs happen at the same path, one after the other."""

    def __init__(self, folder, entry):
        self.base = Path(tempfile.mkdtemp(prefix="second-"))
        self.source, self.entry = folder, entry
        self.work, self.run_folder, self.notes = self.base / "work", self.base / "run", self.base / "notes.ndjson"

    def fresh(self):
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.source, self.work, ignore=shutil.ignore_patterns("out", "__pycache__", ".interim"))

    def watch(self):
        self.fresh()
        return execute([sys.executable, str(HERE / "watch.py"), str(self.notes), str(self.work), self.entry], self.work)

    def trace(self, change=None, limits=LIMITS, seconds=600):
        """`change` does something to the fresh folder first, after which a program may go on for ever."""
        self.fresh()
        if change is not None:
            change()
        shutil.rmtree(self.run_folder, ignore_errors=True)
        self.run_folder.mkdir()
        config = {
            "format": 1, "interim": "0.1.0", "entry": str(self.work / self.entry), "entryAsTyped": self.entry,
            "module": None, "workspace": str(self.work), "runFolder": str(self.run_folder),
            "cacheFolder": None, "limits": limits, "flags": [],
        }  # fmt: skip
        path = self.run_folder / "config.json"
        path.write_text(json.dumps(config))
        answer = json.loads(
            execute([sys.executable, "-I", "-S", "-X", "utf8", str(TRACER / "prepare.py"), str(path)], self.work)
        )
        return execute([sys.executable, answer["pyc"]], self.work, seconds)

    def remove(self):
        shutil.rmtree(self.base, ignore_errors=True)


def check(folder, entry):
    place = Place(folder, entry)
    try:
        place.watch()
        again = read_notes(place.notes)
        plain = place.watch()
        traced = place.trace()
        if plain != traced:
            raise RuntimeError(f"{entry} says something else when it is traced")
        return judge(Run(place.run_folder), *settle(*read_notes(place.notes), again))
    finally:
        place.remove()


def rate(part, whole):
    return f"{100 * part / whole:6.2f}%" if whole else "      -"


def line_of(name, seen, found, whole, recorded, true):
    return f"{name:28} {seen:7} {rate(found, seen)}  {rate(whole, found)} {recorded:8} {rate(true, recorded)}"


def main():
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("names", nargs="*")
    asked.add_argument("--misses", type=int, default=5)
    asked = asked.parse_args()
    programs = corpus()
    counts = []
    print(f"{'program':28} {'values':>7} {'recall':>8}  {'whole':>8} {'recorded':>8} {'precise':>8}")
    for name in asked.names or programs:
        verdict = check(*programs[name])
        counts.append((verdict.seen, verdict.found, verdict.whole, verdict.recorded, verdict.true))
        print(line_of(name, *counts[-1]), flush=True)
        for frame, value, reason in verdict.misses[: asked.misses]:
            what = f"{value['name']} {value['type']} {value['shape']}"
            print(f"    missed {frame['name']} line {value['line']}: {what}: {reason}")
        for lied, record, lines, what in verdict.lies[: asked.misses]:
            print(f"    untrue {lied} at {lines}: {what['type']} {what['shape']} #{record['id']}")
    if counts:
        print(line_of("all", *map(sum, zip(*counts))))


if __name__ == "__main__":
    main()
