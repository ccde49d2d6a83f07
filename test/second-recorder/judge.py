"""Recall and precision: what the second recorder saw against what the record says."""

from __future__ import annotations

import json
from collections import Counter, defaultdict

from recorded import Run, told

COMPREHENSIONS_BY_MARK = {"[": ("<listcomp>",), "{": ("<setcomp>", "<dictcomp>"), "(": ("<genexpr>",)}
COMPREHENSIONS = {name for names in COMPREHENSIONS_BY_MARK.values() for name in names}


class Verdict:
    def __init__(self):
        self.seen = self.found = self.recorded = self.true = self.whole = 0
        self.misses, self.lies = [], []
        self.aside = Counter()


def read_notes(path):
    frames, values = {}, []
    with open(path, encoding="utf-8") as file:
        for line in file:
            note = json.loads(line)
            if note["k"] == "frame":
                frames[note["frame"]] = note
            else:
                values.append(note)
    return frames, values


def settle(frames, values, again):
    """Takes the content from what differs between two plain runs: addresses, times, ports."""
    other = defaultdict(list)
    for value in again[1]:
        other[value["frame"], value["name"], value["line"]].append(value)
    for value in values:
        same = other[value["frame"], value["name"], value["line"]]
        twin = same.pop(0) if same else None
        if twin is None or twin["forms"] != value["forms"]:
            value["forms"] = {}
            if twin is None or twin["shape"] != value["shape"]:
                value["shape"] = None
    return frames, values


def judge(run: Run, frames, values) -> Verdict:
    verdict = Verdict()
    steps = match_frames(run, frames)
    named = names_of(run, {step: set(frames[number]["locals"]) for number, step in steps.items()})
    whats = {}
    sightings = defaultdict(list)
    cursor = {}
    for value in values:
        frame = frames[value["frame"]]
        if frame["kind"] == "class":
            verdict.aside["names of class bodies"] += 1
            continue
        verdict.seen += 1
        step = steps.get(value["frame"])
        if step is not None and "n" not in run.steps[step] and frame["name"] in COMPREHENSIONS:
            verdict.seen -= 1
            verdict.aside["variables of comprehensions without a step in them"] += 1
            continue
        sightings[step, value["name"]].append(value)
        if step is None:
            verdict.misses.append((frame, value, "the frame has no step"))
            continue
        key = (value["frame"], value["name"])
        line = value["line"]
        if frame["kind"] == "function" and line == frame["line"]:
            line = run.sites[run.steps[step]["site"]].line  # that of `def`, not of a decorator
        found = None
        reason = "no binding of this name"
        for place, artifact, lines in named.get((step, value["name"]), ()):
            if not any(low <= line <= high for low, high in lines):
                reason = "not at this line" if reason.startswith("no") else reason
                continue
            if artifact not in whats:
                whats[artifact] = told(run, run.artifacts[artifact])
            same = differs(whats[artifact], value)
            if same is None:
                if place >= cursor.get(key, -1):
                    found = artifact
                    cursor[key] = place
                    break
                reason = "in another order"
            elif not reason.startswith(("in", "at this line")) or same != "content":
                reason = f"at this line another {same}"
        if found is None:
            verdict.misses.append((frame, value, reason))
        else:
            verdict.found += 1
            verdict.whole += is_whole(whats[found], value)
    judge_precision(run, verdict, named, sightings, whats, set(steps.values()))
    return verdict


def differs(what, value):
    """None where the record agrees with what was seen, else in what it does not."""
    if what["type"] != value["type"]:
        return "type"
    told_as_message = what["form"] == "messages" and value["type"] == "dict"
    if None not in (value["shape"], what["shape"]) and value["shape"] != what["shape"] and not told_as_message:
        rows = what["form"] in ("table", "facts") and value["type"] in ("list", "tuple") and len(what["shape"]) == 2
        if not (rows and what["shape"][0] == value["shape"][0]):
            return "shape"
    if what["form"] is None or what["form"] not in value["forms"]:
        # A message or a response is told as such: type and shape are compared, not its fields.
        return None if not value["forms"] or what["form"] in (None, "messages") else "form"
    content, inner = value["forms"][what["form"]]
    if content != what["content"]:
        return "content"
    if inner and what["inner"] and inner != what["inner"]:
        return "content"
    return None


def is_whole(what, value):
    return what["form"] is not None and what["form"] in value["forms"] and what["form"] != "facts"


def match_frames(run, frames):
    """The n-th frame of a function is the n-th step of its site."""
    by_function = defaultdict(list)
    for number in sorted(run.steps):
        site = run.sites[run.steps[number]["site"]]
        for name in names_of_code(site):
            by_function[site.file, name].append((site, number))
    taken = set()
    found = {}
    for number in sorted(frames):
        frame = frames[number]
        for site, step in by_function.get((frame["file"], frame["name"]), ()):
            if step not in taken and (frame["kind"] == "module" or holds(site, frame["line"])):
                taken.add(step)
                found[number] = step
                break
    return found


def names_of_code(site):
    """What CPython may call the code that runs there; up to 3.11 a comprehension has one of its own."""
    if site.op == "comprehension":
        return COMPREHENSIONS_BY_MARK.get(site.name[0], ())
    if site.kind == "module":
        return ("<module>",)
    return (("<lambda>",) if site.op == "lambda" else (site.name,)) if site.kind == "function" else ()


def holds(site, line):
    """A function's first line is that of its decorators."""
    return site.line == line or (site.op != "lambda" and site.line - 12 <= line <= site.line)


def names_of(run, locals_of):
    """(frame's step, name) -> each value that the name took: (place in the log, artifact, line ranges)."""
    named, bound = defaultdict(list), defaultdict(list)
    for bind in run.binds:
        for frame in owners_of(run, bind, locals_of):
            bound[frame, bind["name"]].append(bind)
    for (frame, name), binds in bound.items():
        ends = [bind["at"] for bind in binds[1:]] + [1 << 60]
        for bind, end in zip(binds, ends):
            places = lines_in(run, frame, bind["frame"], bind["site"])
            named[frame, name].append((bind["at"], bind["a"], places))
            for later in run.later_versions(bind["a"]):
                record = run.artifacts[later]
                chain = run.chain(record["step"])
                if frame in chain and record["at"] < end:
                    named[frame, name].append((record["at"], later, lines_of_chain(run, frame, chain)))
    for entries in named.values():
        entries.sort(key=lambda entry: entry[0])
    return named


def owners_of(run, bind, locals_of):
    """The frame whose name it is: the one that binds it, or one around it (`nonlocal`, `global`)."""
    own = bind["frame"]
    if bind["name"] in locals_of.get(own, ()):
        return [own]
    around = [item for item in run.chain(own) if run.sites[run.steps[item]["site"]].kind in ("function", "module")]
    return [item for item in around if item not in locals_of or not locals_of[item]
            or bind["name"] in locals_of[item]]  # fmt: skip


def lines_in(run, frame, inner, site_id):
    """Where in `frame` the site ran: itself, or the call that led to it."""
    site = run.sites[site_id]
    if frame == inner:
        return [span(site)]
    return lines_of_chain(run, frame, run.chain(inner))


def lines_of_chain(run, frame, chain):
    own = run.steps[frame]
    lines = []
    for step in chain:
        if step == frame:
            break
        site = run.sites[run.steps[step]["site"]]
        if site.file == run.sites[own["site"]].file:
            lines.append(span(site))
    return lines


def span(site):
    """A compound statement's header stands on its first lines; what happens in its body has sites of its own."""
    if site.kind in ("loop", "branch", "function") and site.op not in ("comprehension", "with", "lambda"):
        return (site.line, min(site.end, site.line + 3))
    return (site.line, site.end)


def judge_precision(run, verdict, named, sightings, whats, frames):
    """Everything that the record says a name held was seen there, or was gone before the line ended."""
    own = {(bind["frame"], bind["name"]) for bind in run.binds}
    for (frame, name), entries in named.items():
        if frame not in frames or "." in name or (frame, name) not in own:
            continue
        seen = sightings.get((frame, name), [])
        for index, (place, artifact, lines) in enumerate(entries):
            record = run.artifacts[artifact]
            if record["type"] == "NoneType":
                verdict.aside["None"] += 1
                continue
            if frame_of(run, record, artifact, frame, run.binds, place) is False:
                continue
            verdict.recorded += 1
            if artifact not in whats:
                whats[artifact] = told(run, record)
            if any(differs(whats[artifact], value) is None for value in seen):
                verdict.true += 1
                continue
            following = entries[index + 1 :]
            if any(
                low <= high2 and low2 <= high
                for _, _, others in following[:1]
                for low2, high2 in others
                for low, high in lines
            ):
                verdict.true += 1
                verdict.aside["gone before its line ended"] += 1
                continue
            verdict.lies.append((name, record, lines, whats[artifact]))


def frame_of(run, record, artifact, frame, binds, place):
    """Of names bound in an inner function: only that function's own frame is asked."""
    bind = getattr(run, "bind_at", None)
    if bind is None:
        bind = run.bind_at = {item["at"]: item for item in binds}
    found = bind.get(place)
    if found is not None:
        return found["frame"] == frame
    return innermost_frame(run, record["step"]) == frame


def innermost_frame(run, step):
    for item in run.chain(step):
        if run.sites[run.steps[item]["site"]].kind in ("function", "module"):
            return item
    return None
