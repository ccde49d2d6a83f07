"""Data classes, enums and named tuples."""

from collections import namedtuple
from dataclasses import asdict, dataclass, field, replace
from enum import Enum


class Status(Enum):
    OPEN = "open"
    DONE = "done"


@dataclass(order=True)
class Task:
    priority: int
    title: str = field(compare=False)
    tags: list = field(default_factory=list, compare=False)
    status: Status = field(default=Status.OPEN, compare=False)

    def finish(self):
        self.status = Status.DONE
        self.tags.append("finished")


Point = namedtuple("Point", "x y")
tasks = [Task(3, "write"), Task(1, "read", ["books"]), Task(2, "think")]
tasks.sort()
first = tasks[0]
first.finish()
copy = replace(first, title="read again", status=Status.OPEN)
as_dicts = [asdict(task) for task in tasks]
open_tasks = [task.title for task in tasks if task.status is Status.OPEN]
start = Point(1, 2)
moved = start._replace(x=start.x + 10)
x, y = moved
corners = {Point(0, 0): "origin", moved: "moved"}
names = [member.name for member in Status]
print(as_dicts, copy.tags is first.tags, open_tasks, x, y, corners[moved], names)
