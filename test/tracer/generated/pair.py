"""Two processes that run the same programs, one plainly and one traced, in one workspace."""

from __future__ import annotations

import json
import re
import select
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from traced import ADDRESS, LIMITS, environment, prepare  # noqa: E402

HERE = Path(__file__).resolve().parent
SECONDS = 60


class Outcome(NamedTuple):
    """What a program printed, and how it ended: its names or its traceback."""

    out: str
    ended: str


class Server:
    def __init__(self, command: list[str], folder: Path) -> None:
        self.command = command
        self.folder = folder
        self.start()

    def start(self) -> None:
        self.errors = open(self.folder / "errors", "w+")  # noqa: SIM115
        self.process = subprocess.Popen(
            self.command, cwd=self.folder, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self.errors, text=True,
        )  # fmt: skip

    def run(self, name: str) -> Outcome:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(name + "\n")
        self.process.stdin.flush()
        ready, _, _ = select.select([self.process.stdout], [], [], SECONDS)
        line = self.process.stdout.readline() if ready else ""
        if not line:
            return self.fell(bool(ready))
        made = json.loads(line)
        return Outcome(ADDRESS.sub("0x…", made["out"]), ADDRESS.sub("0x…", made["ended"]))

    def fell(self, ended: bool) -> Outcome:
        """The program took its process along: with the next one it starts afresh."""
        self.process.kill()
        code = self.process.wait()
        self.errors.seek(0)
        text = self.errors.read()[-2000:]
        self.stop()
        self.start()
        return Outcome("", f"exit {code}\n{text}" if ended else "does not end")

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.errors):
            if stream is not None:
                stream.close()


class Pair:
    def __init__(self) -> None:
        self.base = Path(tempfile.mkdtemp(prefix="interim-generated-"))
        self.folder = self.base / "work"
        self.run_folder = self.base / "run"
        self.folder.mkdir()
        self.run_folder.mkdir()
        for name in ("serve.py", "loud.py"):
            shutil.copy(HERE / name, self.folder / name)
        answer = prepare(self.folder, self.run_folder, ["serve.py"], [], {**LIMITS, "iterations": 4})
        assert answer["ok"] and not answer["plain"], answer
        self.plain = Server([sys.executable, "serve.py"], self.folder)
        self.traced = Server([sys.executable, answer["pyc"]], self.folder)
        self.count = 0

    def run(self, text: str) -> tuple[Outcome, Outcome]:
        self.count += 1
        name = f"program{self.count}"
        path = self.folder / f"{name}.py"
        path.write_text(text, encoding="utf-8")
        try:
            return self.plain.run(name), self.traced.run(name)
        finally:
            path.unlink()

    def problems(self) -> list[str]:
        """What the tracer itself says went wrong."""
        lines = re.findall(r'^\{"k":"problem".*', (self.run_folder / "log-0.ndjson").read_text(), re.MULTILINE)
        return sorted({f"{line['code']}: {line.get('detail', '')}" for line in map(json.loads, lines)})

    def stop(self) -> None:
        self.plain.stop()
        self.traced.stop()
        shutil.rmtree(self.base, ignore_errors=True)
