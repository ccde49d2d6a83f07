"""What the tests of libraries share: the helpers of the describing tests, and what a fresh interpreter has loaded of
ours."""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "describe"))

from describing import column, field, fingerprint, look, say

TRACER = Path(__file__).resolve().parents[4] / "src" / "tracer" / "python"
_PROBE = """
import sys
sys.path.insert(0, {tracer!r})
from describe import describe
LIMITS = {{"describeMs": 2000}}
for value in (1, "text", [1, 2], {{"a": 1}}, object(), (value for value in ()), ValueError("x")):
    describe(value, LIMITS)
before = {file!r} in sys.modules
{program}
made = describe(value, LIMITS)
print(before, {file!r} in sys.modules, made.kind, made.why)
"""


def loads_on_demand(case, file, program):
    """Our `describe/<file>.py` is loaded for the library's values, and not for those of a program without the
    library."""
    code = _PROBE.format(tracer=str(TRACER), file=f"describe.{file}", program=program)
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True)
    case.assertEqual(ran.returncode, 0, ran.stderr)
    before, after, kind, why = ran.stdout.split()[-4:]
    case.assertEqual((before, after), ("False", "True"), ran.stdout)
    case.assertNotIn(kind, ("other",), why)


__all__ = ["column", "field", "fingerprint", "loads_on_demand", "look", "say"]
