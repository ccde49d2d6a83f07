"""Sets, deques, heaps and frozen keys."""

import csv
import heapq
from bisect import insort
from collections import ChainMap, OrderedDict, deque
from pathlib import Path

with open(Path(__file__).parent / "data" / "flights.csv") as file:
    flights = list(csv.DictReader(file))
from_ewr = {flight["dest"] for flight in flights if flight["origin"] == "EWR"}
from_jfk = {flight["dest"] for flight in flights if flight["origin"] == "JFK"}
shared = from_ewr & from_jfk
only = from_ewr - from_jfk
either = len(from_ewr | from_jfk)
only.discard("nowhere")
only.add("ZZZ")
recent = deque(maxlen=3)
for flight in flights[:6]:
    recent.append(flight["flight"])
recent.rotate(1)
heap = []
for flight in flights[:8]:
    heapq.heappush(heap, (int(flight["distance"]), flight["dest"]))
nearest = heapq.heappop(heap)
farthest = heapq.nlargest(2, heap)
ordered = []
for number in (5, 1, 4):
    insort(ordered, number)
routes = {frozenset((flight["origin"], flight["dest"])) for flight in flights}
defaults = {"color": "red", "size": 1}
chosen = {"size": 5}
merged = ChainMap(chosen, defaults)
size = merged["size"]
union = defaults | chosen
ordered_dict = OrderedDict.fromkeys(flight["carrier"] for flight in flights)
ordered_dict.move_to_end("UA")
carriers = list(ordered_dict)
print(
    sorted(shared),
    sorted(only),
    either,
    list(recent),
    nearest,
    farthest,
    ordered,
    len(routes),
    size,
    union,
    carriers[-1],
)
