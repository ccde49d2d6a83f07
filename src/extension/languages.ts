/** The languages whose files can be run: in VS Code's words, and by the file's name. */
import type * as vscode from 'vscode';
import type { Language } from '../protocol/runLog.ts';
import { CELL_SCHEME, NOTEBOOK_TYPE } from './notebook.ts';

export const LANGUAGE_IDS = ['python', 'javascript', 'typescript'];

export const SELECTOR: vscode.DocumentSelector = [
  ...LANGUAGE_IDS.map((language) => ({ language, scheme: 'file' })),
  { language: 'python', notebookType: NOTEBOOK_TYPE, scheme: CELL_SCHEME },
];

export function languageOf(document: vscode.TextDocument | undefined): Language | undefined {
  if (!document || !LANGUAGE_IDS.includes(document.languageId)) return undefined;
  return document.languageId === 'python' ? 'python' : 'javascript';
}

export function languageOfFile(file: string): Language {
  return /\.[cm]?[jt]sx?$/i.test(file) ? 'javascript' : 'python';
}

export const languageName = (language: Language): string => (language === 'python' ? 'Python' : 'Node.js');
