/** Loads a bundle of ours with V8's compiled code of it, kept from an earlier run: to compile it takes longer than to use it. */
const fs = process.getBuiltinModule('node:fs');
const path = process.getBuiltinModule('node:path');

export interface Compiled {
  exports: unknown;
  /** Keeps the code of what has run until now, unless it was found kept. */
  keep(): void;
}

/** `name` is what stacks and the bundle itself know it by; `kept` is the file that the code is kept in. */
export function loadCompiled(file: string, name: string, kept: string | undefined): Compiled {
  const { Script } = process.getBuiltinModule('node:vm');
  const cachedData = kept === undefined ? undefined : readKept(kept);
  // bundles are written in ASCII
  const text = fs.readFileSync(file, 'latin1');
  const script = new Script(`(function(exports,require,module,__filename,__dirname){${text}\n})`, {
    filename: name,
    ...(cachedData ? { cachedData } : {}),
  });
  const made = { exports: {} };
  const run = script.runInThisContext() as (...args: unknown[]) => void;
  run(made.exports, process.getBuiltinModule('node:module').createRequire(name), made, name, path.dirname(name));
  return {
    exports: made.exports,
    keep() {
      if (kept !== undefined && (cachedData === undefined || script.cachedDataRejected === true))
        write(kept, script.createCachedData());
    },
  };
}

/** Where the code of a bundle is kept: V8's versions differ in it, and each build has its own. */
export function keptCode(cacheFolder: string | null, bundle: string, stamp: string): string | undefined {
  if (cacheFolder === null) return undefined;
  return path.join(cacheFolder, `${bundle}-${stamp}-${process.version}-${process.arch}.bin`);
}

/** Tells one build of a bundle from another without reading it: what an older one left is not used. */
export function stampOf(file: string): string {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.size}-${Math.floor(stat.mtimeMs)}` : '';
}

function readKept(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

/** In place of what older builds left. */
function write(file: string, data: Buffer): void {
  try {
    const [folder, own] = [path.dirname(file), path.basename(file)];
    fs.mkdirSync(folder, { recursive: true });
    const beside = `${file}.${process.pid}.new`;
    fs.writeFileSync(beside, data);
    fs.renameSync(beside, file);
    const bundle = own.slice(0, own.indexOf('-') + 1);
    for (const name of fs.readdirSync(folder))
      if (name !== own && name.startsWith(bundle) && name.endsWith('.bin')) fs.rmSync(path.join(folder, name));
  } catch {
    // read-only or full
  }
}
