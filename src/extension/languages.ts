/** The languages whose files can be run: in VS Code's words, and by the file's name. */
import type * as vscode from 'vscode';
import type { Language } from '../protocol/runLog.ts';
import { NOTEBOOK_TYPE } from './notebook.ts';

export const LANGUAGE_IDS = ['python', 'javascript', 'typescript'];

export const SELECTOR: vscode.DocumentSelector = [
  ...LANGUAGE_IDS.map((language) => ({ language, scheme: 'file' })),
  // With a type of notebook, a scheme would be asked of the notebook's address and not of the cell's.
  { language: 'python', notebookType: NOTEBOOK_TYPE },
];

export function languageOf(document: vscode.TextDocument | undefined): Language | undefined {
  if (!document || !LANGUAGE_IDS.includes(document.languageId)) return undefined;
  return document.languageId === 'python' ? 'python' : 'javascript';
}

export function languageOfFile(file: string): Language {
  return /\.[cm]?[jt]sx?$/i.test(file) ? 'javascript' : 'python';
}

export const languageName = (language: Language): string => (language === 'python' ? 'Python' : 'Node.js');
