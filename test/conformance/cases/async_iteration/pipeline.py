"""Pages come one by one from an asynchronous generator."""

import asyncio


async def pages(names):
    for name in names:
        await asyncio.sleep(0)
        yield {"name": name, "size": len(name)}


async def main():
    kept = []
    async for page in pages(["ab", "cde"]):
        kept.append(page)
    return kept


kept = asyncio.run(main())
print(kept)
