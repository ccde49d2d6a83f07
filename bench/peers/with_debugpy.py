"""Runs a script under debugpy as an editor does: its adapter over stdio, one breakpoint that is set and never hit."""

import json
import os
import subprocess
import sys

script = os.path.abspath(sys.argv[1])
adapter = subprocess.Popen(
    [sys.executable, "-m", "debugpy.adapter"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
)
sequence = 0


def send(command, arguments):
    global sequence
    sequence += 1
    body = json.dumps({"seq": sequence, "type": "request", "command": command, "arguments": arguments}).encode()
    adapter.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    adapter.stdin.flush()


def receive():
    length = 0
    while True:
        line = adapter.stdout.readline().strip()
        if not line:
            return json.loads(adapter.stdout.read(length))
        name, value = line.split(b":")
        if name == b"Content-Length":
            length = int(value)


with open(script, encoding="utf8") as file:
    last = len(file.read().splitlines())
send("initialize", {"adapterID": "bench", "linesStartAt1": True, "columnsStartAt1": True})
launch = {
    "program": script,
    "python": [sys.executable],
    "console": "internalConsole",
    "justMyCode": True,
    "cwd": os.getcwd(),
}
send("launch", launch)
code = 1
while True:
    message = receive()
    event = message.get("event")
    if event == "initialized":
        send("setBreakpoints", {"source": {"path": script}, "breakpoints": [{"line": last, "condition": "False"}]})
        send("configurationDone", {})
    elif event == "exited":
        code = message["body"]["exitCode"]
    elif event == "terminated":
        send("disconnect", {})
        break
sys.exit(code)
