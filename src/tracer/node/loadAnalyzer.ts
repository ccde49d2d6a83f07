/** Loads the analyzer when the first source is met that was not seen before. */
import type { Analyzer } from '../../analysis/analyzer.ts';
import { keptCode, loadCompiled } from './compiled.ts';

export function createAnalyzerLoader(file: string, cacheFolder: string | null, version: string): () => Analyzer {
  let loaded: Analyzer | undefined;
  return () => {
    if (!loaded) {
      const { exports, keep } = loadCompiled(file, file, keptCode(cacheFolder, 'analyzer', version));
      loaded = exports as Analyzer;
      keep();
    }
    return loaded;
  };
}
