/** Takes a module of ours out of what the program can list: the require cache, its parent's children, Node's own arguments. */
const module = process.getBuiltinModule('node:module');

export function removeTraces(file: string): void {
  const cache = (module as unknown as { _cache: Record<string, NodeJS.Module | undefined> })._cache;
  const own = cache[file];
  if (own) {
    delete cache[file];
    for (const holder of [...Object.values(cache), own.parent]) {
      const at = holder?.children?.indexOf(own) ?? -1;
      if (at >= 0) holder?.children.splice(at, 1);
    }
  }
  const flags = process.execArgv;
  for (let at = 0; at < flags.length; at++) {
    if (flags[at] === `--require=${file}`) flags.splice(at, 1);
    else if (flags[at] === '--require' && flags[at + 1] === file) flags.splice(at, 2);
  }
}
