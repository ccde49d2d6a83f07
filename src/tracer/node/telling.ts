/** Where a text is a secret by the names around it: `const password = read()`, `config.token`, `function connect(password)`. */
import { isSecretName, rememberSecret } from '../../core/secrets.ts';
import type { ModuleState } from './model.ts';

const MARKS = /["'[\].\s]/g;

/** Remembers a text that a site with a telling name made, before it is described. */
export function noteSecret(module: ModuleState, site: number, value: unknown): void {
  if (typeof value !== 'string') return;
  let telling = module.telling.get(site);
  if (telling === undefined) {
    telling = isTelling(module.sites, site);
    module.telling.set(site, telling);
  }
  if (telling) rememberSecret(value);
}

export function noteNamed(name: string, value: unknown): void {
  if (typeof value === 'string' && isSecretName(name)) rememberSecret(value);
}

/** By its own name, or by what the statement that it stands in assigns. */
function isTelling(sites: ModuleState['sites'], site: number): boolean {
  const row = sites[site - 1];
  if (row === undefined) return false;
  const [, parent, kind, op, name] = row;
  const named =
    op === 'getitem' || op === 'attribute' || (kind === 'statement' && (op === 'assign' || op === 'augassign'));
  if (named) return !name.includes(',') && name.split('[').some((part) => isSecretName(part.replace(MARKS, '')));
  const above = sites[parent - 1];
  return kind === 'expression' && above?.[2] === 'statement' && (above[3] === 'assign' || above[3] === 'augassign')
    ? isTelling(sites, parent)
    : false;
}
