"""A graph of flights walked breadth first, and its shortest ways by distance."""

import csv
import heapq
from collections import defaultdict, deque
from pathlib import Path

with open(Path(__file__).parent / "data" / "flights.csv") as file:
    flights = list(csv.DictReader(file))
graph = defaultdict(dict)
for flight in flights:
    miles = int(flight["distance"])
    graph[flight["origin"]][flight["dest"]] = miles
    graph[flight["dest"]][flight["origin"]] = miles


def reach(start):
    seen = {start: 0}
    queue = deque([start])
    while queue:
        place = queue.popleft()
        for following in graph[place]:
            if following not in seen:
                seen[following] = seen[place] + 1
                queue.append(following)
    return seen


def shortest(start, goal):
    heap = [(0, start, [start])]
    done = set()
    while heap:
        miles, place, way = heapq.heappop(heap)
        if place == goal:
            return miles, way
        if place in done:
            continue
        done.add(place)
        for following, length in sorted(graph[place].items()):
            heapq.heappush(heap, (miles + length, following, [*way, following]))
    return None


hops = reach("EWR")
direct = [place for place, count in hops.items() if count == 1]
goal = sorted(hops)[-1]
miles, way = shortest("EWR", goal)
degrees = sorted(((len(ends), place) for place, ends in graph.items()), reverse=True)[:2]
print(len(hops), len(direct), goal, miles, way, degrees)
