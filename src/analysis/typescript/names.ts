/** Which declaration an identifier means, as far as the text of one file tells. Scopes are made when first asked for. */
import { ts } from 'ts-morph';

const {
  NodeFlags,
  SyntaxKind,
  forEachChild,
  isBindingElement,
  isCaseBlock,
  isCatchClause,
  isClassDeclaration,
  isClassExpression,
  isClassLike,
  isForInStatement,
  isForOfStatement,
  isForStatement,
  isFunctionDeclaration,
  isFunctionExpression,
  isIdentifier,
  isImportDeclaration,
  isNamedImports,
  isNamespaceImport,
  isSourceFile,
  isVariableDeclarationList,
  isVariableStatement,
} = ts;

export interface Declaration {
  /** The function (or the file) whose frame holds the variable. */
  owner: ts.Node;
  lexical: boolean;
  end: number;
  /** Declared in a clause of a switch: control may come past it. */
  skippable: boolean;
}

type Names = Map<string, Declaration>;

/** Asked of every node many times over: a table answers faster than a row of comparisons. */
export function kinds(...of: ts.SyntaxKind[]): Uint8Array {
  const table = new Uint8Array(SyntaxKind.Count);
  for (const kind of of) table[kind] = 1;
  return table;
}

const functions = kinds(
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ArrowFunction,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.Constructor,
  SyntaxKind.GetAccessor,
  SyntaxKind.SetAccessor,
);
const scopes = kinds(
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ArrowFunction,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.Constructor,
  SyntaxKind.GetAccessor,
  SyntaxKind.SetAccessor,
  SyntaxKind.SourceFile,
  SyntaxKind.Block,
  SyntaxKind.CaseBlock,
  SyntaxKind.CatchClause,
  SyntaxKind.ForStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.ClassExpression,
);

export function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return functions[node.kind] === 1;
}

/** What a bundler calls the modules that it imports: `imports.clean(rows)` stands for `clean(rows)`. */
export function isImportedModule(name: string): boolean {
  return IMPORTED.test(name);
}

const IMPORTED = /^__vi(?:te_ssr)?_import_\d+__$/;

export interface Scopes {
  find(name: string, from: ts.Node): Declaration | undefined;
  /** How many functions a node stands in, itself among them. */
  depth(node: ts.Node): number;
}

interface Scope {
  node: ts.Node;
  up: Scope | undefined;
  owner: ts.Node;
  depth: number;
  names: Names | undefined;
}

export function createNames(): Scopes {
  const known = new Map<ts.Node, Scope>();
  const scopeAt = (from: ts.Node): Scope => {
    let node = from;
    while (scopes[node.kind] !== 1) node = node.parent;
    const found = known.get(node);
    if (found) return found;
    const up = isSourceFile(node) ? undefined : scopeAt(node.parent);
    const opens = up === undefined || isFunction(node);
    const depth = up === undefined ? 0 : up.depth + (opens ? 1 : 0);
    const scope = { node, up, owner: opens ? node : up.owner, depth, names: undefined };
    known.set(node, scope);
    return scope;
  };
  return {
    find(name, from) {
      if (isImportedModule(name)) return undefined;
      for (let scope: Scope | undefined = scopeAt(from); scope; scope = scope.up) {
        scope.names ??= collect(scope.node, scope.owner);
        const found = scope.names.get(name);
        if (found) return found;
      }
      return undefined;
    },
    depth: (node) => scopeAt(node).depth,
  };
}

function collect(scope: ts.Node, owner: ts.Node): Names {
  const names: Names = new Map();
  collectInto(scope, owner, names);
  return names;
}

function collectInto(scope: ts.Node, owner: ts.Node, names: Names): void {
  const add = (name: ts.BindingName | undefined, lexical: boolean, end: number) => {
    if (!name) return;
    for (const each of boundNames(name)) names.set(each, { owner, lexical, end, skippable: isCaseBlock(scope) });
  };
  if (isFunction(scope)) {
    if (isFunctionExpression(scope)) add(scope.name, false, 0);
    for (const parameter of scope.parameters) add(parameter.name, false, 0);
    if (scope.body) collectVars(scope.body, (name) => add(name, false, 0));
    return;
  }
  if (isSourceFile(scope)) collectVars(scope, (name) => add(name, false, 0));
  if (isClassExpression(scope)) {
    add(scope.name, false, 0);
    return;
  }
  if (isCatchClause(scope)) {
    add(scope.variableDeclaration?.name, false, 0);
    return;
  }
  if (isForStatement(scope) || isForInStatement(scope) || isForOfStatement(scope)) {
    if (scope.initializer && isVariableDeclarationList(scope.initializer))
      // what `of` and `in` go over is computed before there is a value
      for (const each of scope.initializer.declarations)
        add(each.name, true, isForStatement(scope) ? each.end : scope.expression.end);
    return;
  }
  const statements = isCaseBlock(scope)
    ? scope.clauses.flatMap((clause) => [...clause.statements])
    : (scope as ts.Block | ts.SourceFile).statements;
  for (const statement of statements) {
    if (isVariableStatement(statement))
      for (const each of statement.declarationList.declarations) add(each.name, true, each.end);
    else if (isFunctionDeclaration(statement)) add(statement.name, false, 0);
    else if (isClassDeclaration(statement)) add(statement.name, true, statement.end);
    else if (isImportDeclaration(statement)) {
      const clause = statement.importClause;
      add(clause?.name, false, 0);
      const bindings = clause?.namedBindings;
      if (bindings && isNamespaceImport(bindings)) add(bindings.name, false, 0);
      if (bindings && isNamedImports(bindings)) for (const each of bindings.elements) add(each.name, false, 0);
    }
  }
}

function collectVars(node: ts.Node, add: (name: ts.BindingName) => void): void {
  forEachChild(node, (child) => {
    if (isFunction(child) || isClassLike(child)) return;
    if (isVariableDeclarationList(child) && !(child.flags & NodeFlags.BlockScoped))
      for (const each of child.declarations) add(each.name);
    collectVars(child, add);
  });
}

export function boundNames(name: ts.BindingName): string[] {
  if (isIdentifier(name)) return [name.text];
  return name.elements.flatMap((each) => (isBindingElement(each) ? boundNames(each.name) : []));
}
