/** Hover in Python, JavaScript and TypeScript: what the expression under the mouse made, or what the variable held there. */
import * as vscode from 'vscode';
import type { Place } from '../../protocol/graph.ts';
import { SELECTOR } from '../languages.ts';
import { compareWithRun } from '../ranText.ts';
import { agoWords } from '../runs/runWords.ts';
import { hoverEnabled } from '../settings.ts';
import type { Covering, FindCoveringRun } from './coveringRun.ts';
import { mapRange } from './mapLines.ts';

export const HOVER_COMMANDS = ['interim.openArtifact', 'interim.openLineage'];
const MOST_KEPT = 64;

export function registerHover(findRun: FindCoveringRun, log: vscode.LogOutputChannel): vscode.Disposable {
  const texts = new Map<string, string>();
  return vscode.languages.registerHoverProvider(SELECTOR, {
    async provideHover(document, position, token) {
      if (!hoverEnabled(document) || !document.getWordRangeAtPosition(position, /[^\s]+/)) return undefined;
      try {
        const covering = await findRun(document, token);
        if (!covering || token.isCancellationRequested) return undefined;
        return await hoverAt(covering, document, position, token, texts);
      } catch (error) {
        log.warn(`Hover: ${error}`);
        return undefined;
      }
    },
  });
}

async function hoverAt(
  { reader, module }: Covering,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
  texts: Map<string, string>,
): Promise<vscode.Hover | undefined> {
  const compared = compareWithRun(document, reader, module);
  const line = compared?.lines.toRun(position.line + 1);
  if (!compared || line === undefined) return undefined;
  const { artifactAt } = await import('../../core/lookup.ts');
  const found = artifactAt(reader.run, module.path, line, position.character);
  if (!found) return undefined;
  const first = mapRange(compared.lines, found.place.line, found.place.endLine);
  if (first === undefined) return undefined;
  const { header, revision } = reader.run;
  const when = agoWords(header.createdAt);
  const key = [reader.folder, revision, found.artifact, found.node, compared.stale, when].join('\0');
  const text = texts.get(key) ?? (await textOf(reader, found, compared.stale, when));
  if (text === undefined || token.isCancellationRequested) return undefined;
  texts.delete(key);
  texts.set(key, text);
  for (const oldest of texts.keys()) if (texts.size > MOST_KEPT) texts.delete(oldest);
  const markdown = new vscode.MarkdownString(text);
  markdown.isTrusted = { enabledCommands: HOVER_COMMANDS };
  markdown.supportHtml = false;
  return new vscode.Hover(markdown, rangeOf(found.place, first));
}

async function textOf(
  reader: Covering['reader'],
  found: { artifact: string; node: string },
  stale: boolean,
  when: string,
): Promise<string | undefined> {
  const [{ describeArtifact }, { HOVER_ROWS, hoverText }] = await Promise.all([
    import('../../core/detail.ts'),
    import('./hoverText.ts'),
  ]);
  const detail = describeArtifact(reader.run, found.artifact, reader.source);
  if (!detail) return undefined;
  const preview = await reader.preview(found.artifact, HOVER_ROWS);
  const target = { folder: reader.folder, artifact: found.artifact, node: found.node };
  return hoverText({
    detail,
    preview,
    stale,
    when,
    open: commandAddress('interim.openArtifact', target),
    lineage: commandAddress('interim.openLineage', target),
  });
}

/** Parentheses would end a Markdown link; everything else encodeURIComponent takes care of. */
function commandAddress(command: string, argument: object): string {
  const encoded = encodeURIComponent(JSON.stringify([argument]));
  return `command:${command}?${encoded.replaceAll('(', '%28').replaceAll(')', '%29')}`;
}

function rangeOf(place: Place, first: number): vscode.Range {
  const last = first + place.endLine - place.line;
  return new vscode.Range(first - 1, place.column, last - 1, place.endColumn);
}
