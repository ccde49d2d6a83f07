"""Structural matching over messages of many shapes."""

from dataclasses import dataclass


@dataclass
class Move:
    dx: int
    dy: int


def handle(message, position):
    match message:
        case {"kind": "place", "at": [x, y]}:
            return (x, y)
        case Move(dx=0, dy=0):
            return position
        case Move(dx, dy):
            return (position[0] + dx, position[1] + dy)
        case ["repeat", int(times), *rest]:
            for _ in range(times):
                for item in rest:
                    position = handle(item, position)
            return position
        case str() as text if text.startswith("#"):
            notes.append(text[1:])
            return position
        case None | "stop":
            raise StopIteration
        case other:
            unknown.append(other)
            return position


notes, unknown = [], []
messages = [
    {"kind": "place", "at": [1, 2]},
    Move(3, -1),
    "# turning",
    ["repeat", 2, Move(1, 1), Move(0, 0)],
    42,
    "stop",
    Move(9, 9),
]
position = (0, 0)
track = [position]
try:
    for message in messages:
        position = handle(message, position)
        track.append(position)
except StopIteration:
    stopped = len(track)
print(track, notes, unknown, stopped)
