"""Runs a script under sys.settrace with a callback that does nothing: the floor of every line tracer."""

import os
import runpy
import sys


def nothing(frame, event, arg):
    return nothing


script = os.path.abspath(sys.argv[1])
sys.argv = sys.argv[1:]
sys.path[0] = os.path.dirname(script)
sys.settrace(nothing)
runpy.run_path(script, run_name="__main__")
