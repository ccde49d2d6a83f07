"""The second recorder: runs a program under `sys.settrace` and notes, after each line, which data values changed.

    python watch.py NOTES WORKSPACE SCRIPT [ARGS...]

NOTES gets one JSON line for each frame of a workspace file (`frame`), for each value that a name newly has or that
changed (`value`), each change by line, and one for each line that ran. It shares no code with the tracer.
"""

from __future__ import annotations

import json
import os
import sys
import types

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from content import is_data, observe, signature


class Watched:
    def __init__(self, number, code):
        self.number = number
        self.line = code.co_firstlineno
        self.code = code
        self.known = {}
        # What an outer function owns is noted there.
        self.borrowed = set(code.co_freevars)
        # A generator that is dropped says nothing: held, so that no other frame gets its place in memory.
        self.frame = None


class Recorder:
    def __init__(self, notes, workspace):
        self.notes = open(notes, "w", encoding="utf-8")
        self.workspace = os.path.join(os.path.realpath(workspace), "")
        self.frames = {}
        self.count = 0
        self.inside = {}

    def write(self, **note):
        self.notes.write(json.dumps(note) + "\n")

    def is_ours(self, code):
        known = self.inside.get(code)
        if known is None:
            path = os.path.realpath(code.co_filename)
            ours = path.startswith(self.workspace) and "site-packages" not in path
            known = self.inside[code] = ours and os.path.exists(path)
        return known

    def trace(self, frame, event, argument):
        code = frame.f_code
        if not self.is_ours(code):
            return None
        if id(frame) not in self.frames:
            self.begin(frame, code)
        return self.local

    def begin(self, frame, code):
        self.count += 1
        watched = self.frames[id(frame)] = Watched(self.count, code)
        if code.co_flags & (0x20 | 0x80 | 0x200):
            watched.frame = frame
        optimized = code.co_flags & 1
        kind = "module" if code.co_name == "<module>" else "function" if optimized else "class"
        self.write(k="frame", frame=self.count, file=os.path.realpath(code.co_filename), name=code.co_name,
                   line=code.co_firstlineno, kind=kind,
                   locals=[*code.co_varnames, *code.co_cellvars])  # fmt: skip
        # Arguments are there before the first line.
        self.look(frame, watched)

    def local(self, frame, event, argument):
        watched = self.frames.get(id(frame))
        if watched is None:
            return None
        if event == "line":
            self.look(frame, watched)
            watched.line = frame.f_lineno
        elif event == "return":
            self.look(frame, watched)
            if not is_suspended(frame):
                self.frames.pop(id(frame), None)
        return self.local

    def look(self, frame, watched):
        held = frame.f_globals if frame.f_code.co_name == "<module>" else frame.f_locals
        for name, value in list(held.items()):
            if name.startswith(("__", ".")) or name in watched.borrowed:
                continue
            known = watched.known.get(name)
            if known is not None and known[0] is value and isinstance(value, (int, float, str, bool, type(None))):
                continue
            if not is_data(value):
                watched.known.pop(name, None)
                continue
            sign = signature(value)
            if known is not None and sign is not None and known[1] == sign:
                watched.known[name] = (value, sign, known[2])
                continue
            seen = observe(value)
            if known is None or known[2] != seen:
                self.write(k="value", frame=watched.number, name=name, line=watched.line, **seen)
            watched.known[name] = (value, sign, seen)


def is_suspended(frame):
    """At a `return` event of a generator or coroutine that only pauses, the last instruction is a yield."""
    flags = frame.f_code.co_flags
    if not flags & (0x20 | 0x80 | 0x200):
        return False
    import dis

    at = frame.f_lasti
    names = {item.offset: item.opname for item in dis.get_instructions(frame.f_code)}
    return names.get(at, "") in ("YIELD_VALUE", "YIELD_FROM", "SEND", "RESUME")


def main():
    notes, workspace, script = sys.argv[1:4]
    sys.argv = sys.argv[3:]
    sys.path[0:2] = [os.path.dirname(os.path.abspath(script))]
    program = types.ModuleType("__main__")
    program.__file__ = os.path.abspath(script)
    program.__builtins__ = __builtins__
    sys.modules["__main__"] = program
    with open(script, "rb") as file:
        code = compile(file.read(), os.path.abspath(script), "exec")
    recorder = Recorder(notes, workspace)
    import threading

    threading.settrace(recorder.trace)
    sys.settrace(recorder.trace)
    try:
        exec(code, program.__dict__)
    finally:
        sys.settrace(None)
        threading.settrace(None)
        recorder.notes.close()


main()
