"""Makes the program that a traced process starts with: `<run>/boot/main.pyc`. See README.md for the protocol.

Parsed by any Python, so that one that is too old can say so: nothing newer than Python 2 may stand in this file.
"""

import sys

if False:  # for the type checker only: Python 2 has no such module
    from typing import Any  # noqa: F401  (in a type comment below)


def main(arguments):  # type: (list[str]) -> int
    import json
    import platform

    answer = {"version": platform.python_version(), "implementation": platform.python_implementation()}  # type: dict[str, object]
    if answer["implementation"] != "CPython":
        answer.update(ok=False, code="not-cpython", detail=answer["implementation"])
    else:
        sys.dont_write_bytecode = False
        folder = __file__.replace("\\", "/").rpartition("/")[0] or "."
        space = {"__file__": folder + "/private.py", "__name__": "_interim_private"}  # type: dict[str, Any]
        with open(folder + "/private.py", "rb") as file:
            exec(compile(file.read(), folder + "/private.py", "exec"), space)
        answer.update(space["load"]("_interim.preparing").prepare(arguments))
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
