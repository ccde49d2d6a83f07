"""Three calls wait together; their results come back in order."""

import asyncio


async def fetch(name):
    await asyncio.sleep(0)
    return {"name": name, "size": len(name)}


async def main():
    first, second = await asyncio.gather(fetch("ab"), fetch("cde"))
    pages = [first, second]
    return pages


pages = asyncio.run(main())
print(pages)
