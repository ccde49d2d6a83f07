/** ESM or CommonJS where neither the file's name nor its package says so: by syntax that only one of them has, as Node does. */
import { ts } from 'ts-morph';
import { isFunction } from './names.ts';

export function detectFormat(file: ts.SourceFile): 'module' | 'commonjs' {
  return file.statements.some(isModuleSyntax) || hasModuleExpression(file) ? 'module' : 'commonjs';
}

function isModuleSyntax(node: ts.Statement): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isExportAssignment(node)) return true;
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((each) => each.kind === ts.SyntaxKind.ExportKeyword)
  );
}

/** `import.meta` anywhere, `await` outside functions. */
function hasModuleExpression(node: ts.Node, inFunction = false): boolean {
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return true;
  if (!inFunction && (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier))) return true;
  const inside = inFunction || isFunction(node);
  return ts.forEachChild(node, (child) => hasModuleExpression(child, inside) || undefined) ?? false;
}
