/** Errors that V8 finds before it runs anything and the parser does not: such a file is left alone, so that V8 says so itself. */
import { ts } from 'ts-morph';
import { boundNames, isFunction } from './names.ts';

const {
  NodeFlags,
  SyntaxKind,
  forEachChild,
  isArrowFunction,
  isBinaryExpression,
  isBlock,
  isCallExpression,
  isCaseBlock,
  isClassDeclaration,
  isClassLike,
  isClassStaticBlockDeclaration,
  isConstructorDeclaration,
  isFunctionDeclaration,
  isImportDeclaration,
  isNamedImports,
  isNamespaceImport,
  isPropertyDeclaration,
  isSourceFile,
  isVariableStatement,
} = ts;

export function hasEarlyError(node: ts.Node): boolean {
  const statements = statementsOf(node);
  if (statements && declaresTwice(statements)) return true;
  if (mixesCoalescing(node) || callsNoParent(node)) return true;
  return forEachChild(node, (child) => hasEarlyError(child) || undefined) ?? false;
}

/** `a || b ?? c` without parentheses. */
function mixesCoalescing(node: ts.Node): boolean {
  if (!isBinaryExpression(node)) return false;
  const kind = node.operatorToken.kind;
  const others: ts.SyntaxKind[] =
    kind === SyntaxKind.QuestionQuestionToken
      ? [SyntaxKind.BarBarToken, SyntaxKind.AmpersandAmpersandToken]
      : kind === SyntaxKind.BarBarToken || kind === SyntaxKind.AmpersandAmpersandToken
        ? [SyntaxKind.QuestionQuestionToken]
        : [];
  return [node.left, node.right].some((each) => isBinaryExpression(each) && others.includes(each.operatorToken.kind));
}

/** `super()` anywhere but in the constructor of a class that extends another. */
function callsNoParent(node: ts.Node): boolean {
  if (!isCallExpression(node) || node.expression.kind !== SyntaxKind.SuperKeyword) return false;
  let at: ts.Node = node;
  while (at.parent && (!isFunction(at) || isArrowFunction(at))) {
    if (isPropertyDeclaration(at) || isClassStaticBlockDeclaration(at)) return true;
    at = at.parent;
  }
  const extended = isConstructorDeclaration(at) && isClassLike(at.parent) ? at.parent.heritageClauses : undefined;
  return !extended?.length;
}

function statementsOf(node: ts.Node): readonly ts.Statement[] | undefined {
  if (isSourceFile(node) || isBlock(node)) return node.statements;
  return isCaseBlock(node) ? node.clauses.flatMap((clause) => [...clause.statements]) : undefined;
}

/** A `let`, `const`, `class` or import of a name that is declared beside it. */
function declaresTwice(statements: readonly ts.Statement[]): boolean {
  const lexical: string[] = [];
  const others = new Set<string>();
  for (const each of statements) {
    if (isVariableStatement(each)) {
      const names = each.declarationList.declarations.flatMap(({ name }) => boundNames(name));
      if (each.declarationList.flags & NodeFlags.BlockScoped) lexical.push(...names);
      else for (const name of names) others.add(name);
    } else if (isClassDeclaration(each) && each.name) lexical.push(each.name.text);
    else if (isFunctionDeclaration(each) && each.name) others.add(each.name.text);
    else if (isImportDeclaration(each)) lexical.push(...importedNames(each));
  }
  return new Set(lexical).size < lexical.length || lexical.some((name) => others.has(name));
}

function importedNames(node: ts.ImportDeclaration): string[] {
  const clause = node.importClause;
  const bindings = clause?.namedBindings;
  const names = clause?.name ? [clause.name.text] : [];
  if (bindings && isNamespaceImport(bindings)) names.push(bindings.name.text);
  if (bindings && isNamedImports(bindings)) names.push(...bindings.elements.map((each) => each.name.text));
  return names;
}
