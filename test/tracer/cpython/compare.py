"""Compares CPython's suite run plainly with the same suite traced, test by test. See README.md.

python test/tracer/cpython/compare.py [--python PATH] [--again] [module…]
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))
from expected import expected_in, is_expected  # noqa: E402
from outcomes import ModuleRun, Outcome, run_plain, run_traced  # noqa: E402
from workspace import MISSING, Workspace, make_workspace  # noqa: E402

ABSENT = Outcome("not run", "")


class Comparison(NamedTuple):
    """One module: how many tests, those that differ, those that did not differ when run again."""

    tests: int
    different: dict[str, tuple[Outcome, Outcome]]
    unsteady: list[str]
    problems: list[str]
    seconds: tuple[float, float]


def compare(workspace: Workspace, name: str, again: bool = True) -> Comparison:
    plain = kept_plain(workspace, name, again)
    traced = run_traced(workspace, name)
    different = differences(plain, traced)
    unsteady: list[str] = []
    expected = expected_in(workspace.minor, name)
    if any(not is_expected(expected, test) for test in different):
        # Tests of threads, processes and time do not come out alike each time: only what differs twice counts.
        second = differences(run_plain(workspace, name), run_traced(workspace, name))
        unsteady = sorted(different.keys() - second.keys())
        different = {test: pair for test, pair in second.items() if test in different}
    tests = len(plain.tests.keys() | traced.tests.keys())
    return Comparison(tests, different, unsteady, traced.problems, (plain.seconds, traced.seconds))


def kept_plain(workspace: Workspace, name: str, again: bool) -> ModuleRun:
    """A plain run depends on nothing of ours: unless asked to, it is not done again."""
    path = workspace.folder.parent / "plain" / f"{name}.json"
    if path.exists() and not again:
        held = json.loads(path.read_text())
        tests = {test: Outcome(*outcome) for test, outcome in held["tests"].items()}
        return ModuleRun(tests, held["seconds"], [])
    made = run_plain(workspace, name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"tests": made.tests, "seconds": made.seconds}))
    return made


def differences(plain: ModuleRun, traced: ModuleRun) -> dict[str, tuple[Outcome, Outcome]]:
    pairs = {
        test: (plain.tests.get(test, ABSENT), traced.tests.get(test, ABSENT))
        for test in sorted(plain.tests.keys() | traced.tests.keys())
    }
    return {test: pair for test, pair in pairs.items() if pair[0] != pair[1]}


def report(workspace: Workspace, name: str, made: Comparison) -> list[str]:
    """What is not as expected, as lines; none if all is."""
    expected = expected_in(workspace.minor, name)
    lines = [f"the tracer had a problem: {problem}" for problem in made.problems]
    for test, (plain, traced) in made.different.items():
        if not is_expected(expected, test):
            lines.append(f"{test}: {plain.result} plainly, {traced.result} traced")
            lines.extend(f"    {line}" for line in (traced.message or plain.message).splitlines()[-14:])
    for item in expected:
        if not any(item.is_of(test) for test in (*made.different, *made.unsteady)):
            lines.append(f"{item.test}: no longer differs (expected for its {item.reason})")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default=getattr(sys, "_base_executable", sys.executable), help="interpreter")
    parser.add_argument("--again", action="store_true", help="do the plain runs again, too")
    parser.add_argument("modules", nargs="*")
    asked = parser.parse_args()
    # A shell's background jobs ignore it, and so would tests that interrupt themselves, and never end.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    workspace = make_workspace(asked.python)
    if workspace is None:
        print(MISSING)
        return 2
    compared, differing, wrong = 0, 0, 0
    for name in asked.modules or workspace.modules():
        if name not in workspace.modules():
            print(f"{name} is not in the suite that this Python came with")
            continue
        made = compare(workspace, name, asked.again)
        lines = report(workspace, name, made)
        compared += made.tests
        differing += len(made.different)
        wrong += bool(lines)
        print(
            f"{name}: {made.tests} tests, {len(made.different)} differ, "
            f"{made.seconds[0]:.0f} s and {made.seconds[1]:.0f} s"
        )
        if made.unsteady:
            print(f"  not the same each time: {', '.join(made.unsteady)}")
        for line in lines:
            print(f"  {line}", flush=True)
    print(
        f"CPython {workspace.version}: {compared} tests compared, {differing} differ, {wrong} modules not as expected"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
