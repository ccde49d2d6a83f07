"""Coroutines gathered, limited by a semaphore, and a queue with workers."""

import asyncio


async def fetch(name, delay):
    await asyncio.sleep(delay / 1000)
    return {"name": name, "length": len(name) * delay}


async def limited(semaphore, name):
    async with semaphore:
        found = await fetch(name, 1)
    return found["length"]


async def worker(queue, done):
    while True:
        item = await queue.get()
        if item is None:
            break
        done.append(item * item)


async def ticks(count):
    for number in range(count):
        yield number
        await asyncio.sleep(0)


async def main():
    names = ["ada", "grace", "edsger"]
    records = await asyncio.gather(*(fetch(name, 2) for name in names))
    semaphore = asyncio.Semaphore(1)
    lengths = await asyncio.gather(*[limited(semaphore, name) for name in names])
    queue = asyncio.Queue()
    done = []
    task = asyncio.create_task(worker(queue, done))
    for number in range(4):
        await queue.put(number)
    await queue.put(None)
    await task
    seen = [tick async for tick in ticks(3)]
    total = 0
    async for tick in ticks(3):
        total += tick
    try:
        late = await asyncio.wait_for(asyncio.sleep(5, "never"), timeout=0.01)
    except asyncio.TimeoutError:
        late = "timed out"
    return {"records": records, "lengths": lengths, "done": done, "seen": seen, "total": total, "late": late}


result = asyncio.run(main())
longest = max(result["records"], key=lambda record: record["length"])
print(result, longest["name"])
