"""A run folder, read by docs/run-format.md alone: what each name was bound to, in the words of `content.py`."""

from __future__ import annotations

import json
from pathlib import Path

from content import MISSING, TEXT, digest, moment_word

# Stands where a secret was: nothing to compare.
MASK = "•••"


class Site:
    def __init__(self, row, file):
        self.id, self.parent, self.kind, self.op, self.name, self.line, self.column, self.end, self.end_column = row
        self.file = file


class Run:
    """Records by what they are; `at` of a record is its place in the log."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.sites, self.steps, self.artifacts, self.binds, self.problems = {}, {}, {}, [], []
        self.outputs, self.next_versions = {}, {}
        self.previews = (self.folder / "previews-0.ndjson").read_bytes()
        modules = {}
        for at, line in enumerate((self.folder / "log-0.ndjson").read_text(encoding="utf-8").splitlines()):
            record = json.loads(line)
            record["at"] = at
            kind = record["k"]
            if kind == "module":
                modules[record["id"]] = record["path"]
            elif kind == "sites":
                for row in record["sites"]:
                    self.sites[row[0]] = Site(row, modules[record["module"]])
            elif kind in ("enter", "step"):
                self.steps[record["id"]] = {**self.steps.get(record["id"], {}), **record}
                for artifact, role in record.get("out") or ():
                    self.outputs.setdefault(artifact, []).append((record["id"], role))
            elif kind == "artifact":
                self.artifacts.setdefault(record["id"], record)
                self.artifacts[record["id"]]["sum"] = record["sum"]
                if "from" in record:
                    self.next_versions.setdefault(record["from"], []).append(record["id"])
            elif kind == "bind":
                self.binds.append(record)
            elif kind == "problem":
                self.problems.append(record)

    def chain(self, step):
        """A step and those that it ran inside, innermost first."""
        found = []
        while step in self.steps and step not in found:
            found.append(step)
            step = self.steps[step]["parent"]
        return found

    def later_versions(self, artifact):
        todo, found = [artifact], []
        while todo:
            for item in self.next_versions.get(todo.pop(), ()):
                found.append(item)
                todo.append(item)
        return found

    def preview(self, artifact):
        place = artifact.get("pv")
        return None if place is None else json.loads(self.previews[place[0] : place[0] + place[1]])


def told(run, artifact):
    """{type, shape, form, content, inner}: what the record says of an artifact; no `form` where it says no content."""
    summary, preview = artifact["sum"], run.preview(artifact)
    made = {"type": artifact["type"], "shape": summary.get("shape"), "form": None, "content": None, "inner": None}
    form, words, inner = told_words(artifact, summary, preview)
    if any(MASK in word for word in words):
        form = None
    if form is not None:
        made.update(form=form, content=digest(words), inner=inner and digest(inner))
    return made


def told_words(artifact, summary, preview):
    if artifact["kind"] == "model":
        return ("model", [str(summary["fitted"])], None) if "fitted" in summary else (None, [], None)
    if preview is None:
        if "value" in summary:
            word, inner = told_cell(summary["value"])
            return "value", [word], None if inner is None else [inner]
        return None, [], None
    form = preview["form"]
    if form == "items":
        if len(preview["items"]) < preview["total"]:
            return None, [], None
        return ("items", *told_cells(preview["items"]))
    if form == "entries":
        if len(preview["entries"]) < preview["total"]:
            return None, [], None
        return ("entries", *told_cells([part for entry in preview["entries"] for part in entry]))
    if form == "text":
        if artifact["kind"] == "bytes":
            return "text", [preview["text"]], None
        if len(preview["text"]) < preview["total"]:
            return None, [], None
        return "text", [f"s{preview['text']}"], None
    if form == "table":
        return table_words(summary, preview)
    if form == "messages" and all(len(item["text"]) == item["total"] for item in preview["messages"]):
        return "messages", [text for item in preview["messages"] for text in (item["role"], item["text"])], None
    return None, [], None


def table_words(summary, preview):
    rows, columns = preview["rows"], preview["columns"]
    if len(rows) < preview["totalRows"] or len(columns) < preview["totalColumns"]:
        if any("nulls" not in column for column in summary.get("columns", [{}])):
            return None, [], None
        return "facts", [word for column in summary["columns"] for word in (column["name"], str(column["nulls"]))], None
    words, inner = told_cells([row[at] for at in range(len(columns)) for row in rows])
    head = [f"{len(rows)}x{len(columns)}", *columns]
    index = ["index", *told_cells(preview["index"])[0]] if "index" in preview else ["no index"]
    return "table", head + words + index, inner and head + inner


def told_cells(cells):
    words, inner = [], []
    for item in cells:
        word, text = told_cell(item)
        words.append(word)
        if word == "o":
            if inner is not None and text is not None and "…" not in text:
                inner.append(text)
            else:
                inner = None
    return words, inner


def told_cell(item):
    if item is None:
        return MISSING, None
    if isinstance(item, bool):
        return f"b{item}", None
    if isinstance(item, int):
        return f"i{item}", None
    if isinstance(item, float):
        return f"f{item!r}", None
    if isinstance(item, str):
        return f"s{item}", None
    tag = item[0]
    if tag in ("nan", "nat", "na"):
        return MISSING, None
    if tag == "undefined":
        return "absent", None
    if tag in ("inf", "-inf"):
        return f"f{tag}", None
    if tag == "-0":
        return "f-0.0", None
    if tag == "int":
        return f"i{item[1]}", None
    if tag == "date":
        return moment_word(item[1]), None
    if tag == "bytes":
        return f"y{item[1]}", None
    if tag == "text":
        return f"s{item[1][:TEXT]}…{item[2]}", None
    return "o", item[2]
