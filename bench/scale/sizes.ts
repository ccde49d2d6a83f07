/** How large the parts of a run folder are. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

export function sizesOf(folder: string): { log: number; previews: number; index: number } {
  const sizes = { log: 0, previews: 0, index: 0 };
  for (const name of readdirSync(folder)) {
    const part = /^(log|previews|index)\b/.exec(name)?.[1] as keyof typeof sizes | undefined;
    if (part !== undefined) sizes[part] += statSync(path.join(folder, name)).size;
  }
  return sizes;
}
