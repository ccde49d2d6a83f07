/** A run's record as compact text, one line a step: place, name, inputs, outputs. What record cases compare. */
import type { LogRecord, SiteRow } from '../../../src/protocol/runLog.ts';

export function lineageText(records: LogRecord[]): string {
  const sites = new Map<number, SiteRow>();
  const kinds = new Map<number, string>();
  for (const record of records) {
    if (record.k === 'sites') for (const site of record.sites) sites.set(site[0], site);
    if (record.k === 'artifact')
      kinds.set(record.id, `${record.id}${record.from === undefined ? '' : `<${record.from}`} ${record.kind}`);
  }
  const lines: [number, string][] = [];
  for (const record of records) {
    if (record.k === 'bind') lines.push([0, `  ${record.name} = ${record.a}`]);
    if (record.k !== 'step') continue;
    const [, , , , name, line] = sites.get(record.site) ?? [0, 0, '', '', '?', 0];
    const inputs = (record.in ?? []).map(
      ([artifact, role, variable]) => `${role}${variable === undefined ? '' : ` ${variable}`}:${artifact}`,
    );
    const outputs = (record.out ?? []).map(
      ([artifact, role]) => `${role === 'value' ? '' : `${role}:`}${kinds.get(artifact)}`,
    );
    const facts = [
      record.it === undefined ? '' : ` it${record.it}`,
      record.n === undefined ? '' : ` n=${record.n} rec=${record.rec}`,
      record.err ? ` !${record.err.type}#${record.err.id}` : '',
    ];
    lines.push([
      record.id,
      `${record.id}<${record.parent} L${line} ${name}(${inputs.join(', ')}) -> ${outputs.join(', ')}${facts.join('')}`,
    ]);
  }
  return lines.map(([, text]) => text.trimEnd()).join('\n');
}
