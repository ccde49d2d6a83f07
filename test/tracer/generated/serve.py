"""Runs generated programs one after another, as modules of the workspace: names come in, outcomes go out, line by line.

Plain and traced, this is the same program; what it imports is instrumented in one of them.
"""

import contextlib
import importlib
import io
import json
import sys
import traceback


def run(name):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            ended = f"names {sorted(vars(importlib.import_module(name)))}"
        except BaseException:
            ended = traceback.format_exc()
    sys.modules.pop(name, None)
    return {"out": out.getvalue(), "ended": ended}


if __name__ == "__main__":
    sys.setrecursionlimit(400)
    for line in iter(sys.stdin.readline, ""):
        importlib.invalidate_caches()
        sys.__stdout__.write(json.dumps(run(line.strip())) + "\n")
        sys.__stdout__.flush()
