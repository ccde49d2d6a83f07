/** ESM or CommonJS where neither the file's name nor its package says so: by syntax that only one of them has, as Node does. */
import { ts } from 'ts-morph';
import { isFunction } from './names.ts';

const {
  SyntaxKind,
  canHaveModifiers,
  forEachChild,
  getModifiers,
  isAwaitExpression,
  isExportAssignment,
  isExportDeclaration,
  isForOfStatement,
  isImportDeclaration,
  isMetaProperty,
} = ts;

export function detectFormat(file: ts.SourceFile): 'module' | 'commonjs' {
  return file.statements.some(isModuleSyntax) || hasModuleExpression(file) ? 'module' : 'commonjs';
}

function isModuleSyntax(node: ts.Statement): boolean {
  if (isImportDeclaration(node) || isExportDeclaration(node) || isExportAssignment(node)) return true;
  return canHaveModifiers(node) && (getModifiers(node) ?? []).some((each) => each.kind === SyntaxKind.ExportKeyword);
}

/** `import.meta` anywhere, `await` outside functions. */
function hasModuleExpression(node: ts.Node, inFunction = false): boolean {
  if (isMetaProperty(node) && node.keywordToken === SyntaxKind.ImportKeyword) return true;
  if (!inFunction && (isAwaitExpression(node) || (isForOfStatement(node) && node.awaitModifier))) return true;
  const inside = inFunction || isFunction(node);
  return forEachChild(node, (child) => hasModuleExpression(child, inside) || undefined) ?? false;
}
