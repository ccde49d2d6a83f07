"""Lineage by perturbation: one number or text of a program, or one cell of a file that it reads, is changed; the
program runs again; every artifact that is another then must be reachable from there, in the lineage of the first run.

    python test/second-recorder/perturb.py [--each N] [NAME...]
"""

from __future__ import annotations

import argparse
import ast
import csv
import io
import re
import sys
from collections import defaultdict
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from check import Place, corpus, rate
from recorded import Run, told


class Change:
    """One perturbation: what it does to the program's folder, and where it enters the lineage."""

    def __init__(self, text, apply, roots):
        self.text, self.apply, self.roots = text, apply, roots


def literals_in(source, run, path):
    """Each number and text that stands in a recorded expression or statement, with the steps of the innermost one."""
    steps_of = defaultdict(list)
    for number, step in run.steps.items():
        steps_of[step["site"]].append(number)
    sites = [site for site in run.sites.values() if site.file == path and site.id in steps_of]
    sites = [site for site in sites if site.kind in ("expression", "statement") or site.op == "comprehension"]
    found = []
    tree = ast.parse(source)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or type(node.value) not in (int, float, str) or id(node) in said:
            continue
        start, end = (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)
        around = [site for site in sites if (site.line, site.column) <= start and end <= (site.end, site.end_column)]
        if not around:
            continue
        inner = max(around, key=lambda site: ((site.line, site.column), (-site.end, -site.end_column)))
        found.append((node, ([], steps_of[inner.id])))
    return found


def literal_changes(place, run):
    path = place.work / place.entry
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines(keepends=True)
    for node, roots in literals_in(source, run, str(path)):
        # No longer than it was: everything keeps its place.
        text = ast.get_source_segment(source, node) or ""
        new = another_text(text) if type(node.value) is str else another_number(text)
        if new is None or node.lineno != node.end_lineno or not lines[node.lineno - 1].isascii():
            continue
        line = lines[node.lineno - 1]
        changed = line[: node.col_offset] + new + line[node.end_col_offset :]
        whole = "".join([*lines[: node.lineno - 1], changed, *lines[node.lineno :]])
        yield Change(f"line {node.lineno}: {text} -> {new}", partial(path.write_text, whole), roots)


def another_number(text):
    digits = [at for at, letter in enumerate(text) if letter.isdigit()]
    if not digits or not text.replace(".", "").isdigit():
        return None
    at = digits[-1]
    new = text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]
    return None if len(new) > 1 and new[0] == "0" and new[1] != "." else new


def another_text(text):
    """Another last letter or digit, in a plain literal. Names of files, columns and formats then lead nowhere, and the
    program does not run: such a change is none."""
    if len(text) < 3 or text[0] not in "\"'" or "\\" in text:
        return None
    at = max((at for at, letter in enumerate(text) if letter.isascii() and letter.isalnum()), default=-1)
    return None if at < 0 else text[:at] + another_letter(text[at]) + text[at + 1 :]


def another_letter(letter):
    if letter.isdigit():
        return str((int(letter) + 1) % 10)
    return {"z": "y", "Z": "Y"}.get(letter) or chr(ord(letter) + 1)


def cell_changes(place, run):
    """In the middle of each table that the program reads: a number, a text, a date."""
    files = defaultdict(set)
    for number, artifact in run.artifacts.items():
        if artifact["kind"] == "file" and artifact["sum"].get("mode") == "read" and "from" not in artifact:
            files[artifact["sum"]["path"]].add(number)
    for name, roots in sorted(files.items()):
        path = Path(name) if Path(name).is_absolute() else place.work / name
        if path.suffix != ".csv" or not path.is_relative_to(place.work / "data"):
            continue
        with path.open(newline="") as file:
            rows = list(csv.reader(file))
        row = rows[len(rows) // 2]
        for kind in (a_number, a_date, a_text):
            columns = [at for at, cell in enumerate(row) if kind(cell) is not None]
            for at in columns[len(columns) // 2 :][:1]:
                new = [*row[:at], kind(row[at]), *row[at + 1 :]]
                written = io.StringIO()
                csv.writer(written, lineterminator="\n").writerows([new if item is row else item for item in rows])
                said = f"{path.name}: {rows[0][at]} {row[at]} -> {new[at]}"
                yield Change(said, partial(path.write_text, written.getvalue()), (roots, []))


def a_number(cell):
    return str(float(cell) + 1).removesuffix(".0") if cell.replace(".", "", 1).isdigit() else None


def a_date(cell):
    """A day earlier or later in the same month."""
    found = re.fullmatch(r"(\d{4}-\d\d-)(\d\d)(.*)", cell)
    if found is None:
        return None
    day = int(found[2])
    return f"{found[1]}{day - 1 if day > 1 else day + 1:02}{found[3]}"


def a_text(cell):
    return cell[:-1] + another_letter(cell[-1]) if cell.isascii() and cell[-1:].isalpha() else None


def keyed(run):
    """Artifacts by where they were made: site, which execution of it, which of its artifacts."""
    turns, order, made = defaultdict(int), {}, defaultdict(list)
    for number in sorted(run.steps):
        site = run.steps[number]["site"]
        order[number] = (site, turns[site])
        turns[site] += 1
    for number in sorted(run.artifacts):
        made[run.artifacts[number]["step"]].append(number)
    keys = {}
    for step, numbers in made.items():
        for at, number in enumerate(numbers):
            if step in order:
                keys[(*order[step], at, len(numbers))] = number
    return keys, turns


def changed_artifacts(before, after):
    """What both runs made at the same execution of a site, and that is not the same. None where they did not run the
    same steps: which way a program goes is no lineage of data."""
    old, old_turns = keyed(before)
    new, new_turns = keyed(after)
    if old_turns != new_turns:
        return None
    changed = []
    for key, number in old.items():
        if key in new:
            was, now = before.artifacts[number], after.artifacts[new[key]]
            if was["kind"] not in ("file", "connection", "figure", "lazy") and differ(before, was, after, now):
                changed.append(number)
    return changed


def differ(before, was, after, now):
    first, second = told(before, was), told(after, now)
    if first["form"] is None and second["form"] is None:
        return first["shape"] != second["shape"]
    return first != second


def reachable(run, artifacts, first_steps):
    """Along steps and versions. A call contains the functions that it led to: its operands are theirs, and what they
    give back is its."""
    uses, inside = defaultdict(set), defaultdict(set)
    for number, step in run.steps.items():
        for artifact, *_ in step.get("in") or ():
            uses[artifact].add(number)
        parent = step["parent"]
        if parent in run.steps and run.sites[run.steps[parent]["site"]].kind == "expression":
            inside[number].add(parent)
    made = defaultdict(set)
    for number, artifact in run.artifacts.items():
        made[artifact["step"]].add(number)
    contained = defaultdict(set)
    for child, parents in inside.items():
        for parent in parents:
            contained[parent].add(child)
    found, steps, todo = set(), set(), [*artifacts]
    reached = set(first_steps)
    while todo or reached:
        if todo:
            artifact = todo.pop()
            if artifact not in found:
                found.add(artifact)
                todo.extend(run.next_versions.get(artifact, ()))
                reached |= uses[artifact]
                for step, _ in run.outputs.get(artifact, ()):
                    reached |= inside[step]
        while reached:
            step = reached.pop()
            if step in steps:
                continue
            steps.add(step)
            if run.sites[run.steps[step]["site"]].kind in ("expression", "loop", "statement"):
                reached.update(contained[step] - steps)
                todo.extend(made[step])
                todo.extend(number for number, _ in run.steps[step].get("out") or ())
            elif run.sites[run.steps[step]["site"]].kind == "function":
                todo.extend(made[step])
    return found


class Tried:
    """What came of the changes to one program."""

    def __init__(self):
        self.pairs = self.tried = self.elsewhere = self.failed = 0
        self.misses = []


def try_program(folder, entry, each):
    """Up to `each` literals, evenly chosen, and as many cells of tables that it reads. A change after which the program
    fails, or goes another way, is replaced by another one, up to four times as often."""
    place = Place(folder, entry)
    tried = Tried()
    try:
        place.trace()
        before = Run(place.run_folder)
        place.trace()
        # What two runs do not agree on says nothing: times, what sets and threads put in an order.
        unsteady = set(changed_artifacts(before, Run(place.run_folder)) or ())
        literals = spread_out(list(literal_changes(place, before)))
        try_changes(place, before, literals, each, unsteady, tried)
        try_changes(place, before, list(cell_changes(place, before)), each, unsteady, tried)
    finally:
        place.remove()
    return tried


def spread_out(changes):
    """The whole program soon, then what lies between."""
    return [change for start in range(7) for change in changes[start::7]]


def try_changes(place, before, changes, most, unsteady, tried):
    done = tried.tried + most
    for change in changes[: 4 * most]:
        if tried.tried == done:
            return
        try:
            place.trace(change=change.apply, seconds=60)
        except RuntimeError:
            tried.failed += 1
            continue
        changed = changed_artifacts(before, Run(place.run_folder))
        if changed is None:
            tried.elsewhere += 1
            continue
        tried.tried += 1
        from_there = reachable(before, *change.roots)
        for number in changed:
            if number not in unsteady:
                tried.pairs += 1
                if number not in from_there:
                    tried.misses.append((change.text, before, number))


def main():
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("names", nargs="*")
    asked.add_argument("--each", type=int, default=3)
    asked.add_argument("--misses", type=int, default=4)
    asked = asked.parse_args()
    programs = corpus()
    whole = Tried()
    print(f"{'program':28} {'changes':>7} {'other way':>9} {'failed':>7} {'pairs':>7} {'reached':>8}")
    for name in asked.names or [name for name in programs if name != "example flights"]:
        tried = try_program(*programs[name], asked.each)
        print(line_of(name, tried), flush=True)
        for text, run, number in tried.misses[: asked.misses]:
            artifact = run.artifacts[number]
            site = run.sites[run.steps[artifact["step"]]["site"]]
            print(f"    {text}: not {artifact['type']} #{number} of line {site.line} {site.name}", flush=True)
        whole.pairs += tried.pairs
        whole.tried += tried.tried
        whole.elsewhere += tried.elsewhere
        whole.failed += tried.failed
        whole.misses += tried.misses
    print(line_of("all", whole))


def line_of(name, tried):
    reached = rate(tried.pairs - len(tried.misses), tried.pairs)
    return f"{name:28} {tried.tried:7} {tried.elsewhere:9} {tried.failed:7} {tried.pairs:7} {reached}"


if __name__ == "__main__":
    main()
