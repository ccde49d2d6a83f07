import type { Plugin } from 'esbuild';

export function parserAlone(root: string): Plugin;
