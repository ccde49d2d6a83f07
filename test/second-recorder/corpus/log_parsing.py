"""A web server's log: parsed line by line, and counted by hour and status."""

import re
from collections import Counter
from datetime import datetime
from pathlib import Path

LINE = re.compile(
    r'(?P<ip>\S+) \S+ \S+ \[(?P<at>[^\]]+)\] "(?P<verb>\w+) (?P<path>\S+) [^"]*" (?P<status>\d+) (?P<size>\d+)'
)


def parse(line):
    match = LINE.match(line)
    if match is None:
        return None
    entry = match.groupdict()
    entry["status"] = int(entry["status"])
    entry["size"] = int(entry["size"])
    entry["at"] = datetime.strptime(entry["at"], "%d/%b/%Y:%H:%M:%S %z")
    return entry


entries = []
broken = 0
with open(Path(__file__).parent / "data" / "access.log") as file:
    for line in file:
        entry = parse(line)
        if entry is None:
            broken += 1
            continue
        entries.append(entry)
statuses = Counter(entry["status"] // 100 for entry in entries)
hours = Counter(entry["at"].hour for entry in entries)
visitors = {}
for entry in entries:
    visitors.setdefault(entry["ip"], []).append(entry["path"])
heavy = [ip for ip, paths in visitors.items() if len(paths) > 1]
total = sum(entry["size"] for entry in entries)
errors = [f"{entry['verb']} {entry['path']}" for entry in entries if entry["status"] >= 400]
print(broken, dict(statuses), dict(hours), heavy, total)
print("\n".join(errors))
