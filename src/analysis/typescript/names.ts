/** Which declaration an identifier means, as far as the text of one file tells. Scopes are made when first asked for. */
import { ts } from 'ts-morph';

export interface Declaration {
  /** The function (or the file) whose frame holds the variable. */
  owner: ts.Node;
  lexical: boolean;
  end: number;
  /** Declared in a clause of a switch: control may come past it. */
  skippable: boolean;
}

type Names = Map<string, Declaration>;

export function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isGetAccessor(node) ||
    ts.isSetAccessor(node)
  );
}

export function createNames(): { find(name: string, from: ts.Node): Declaration | undefined } {
  const scopes = new WeakMap<ts.Node, Names>();
  const namesOf = (node: ts.Node): Names | undefined => {
    if (!holdsNames(node)) return undefined;
    let names = scopes.get(node);
    if (!names) {
      names = new Map();
      collect(node, names);
      scopes.set(node, names);
    }
    return names;
  };
  return {
    find(name, from) {
      for (let node: ts.Node | undefined = from; node; node = node.parent) {
        const found = namesOf(node)?.get(name);
        if (found) return found;
      }
      return undefined;
    },
  };
}

function holdsNames(node: ts.Node): boolean {
  return (
    isFunction(node) ||
    ts.isSourceFile(node) ||
    ts.isBlock(node) ||
    ts.isCaseBlock(node) ||
    ts.isCatchClause(node) ||
    ts.isForStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isClassExpression(node)
  );
}

function ownerOf(node: ts.Node): ts.Node {
  let at: ts.Node = node;
  while (!isFunction(at) && !ts.isSourceFile(at)) at = at.parent;
  return at;
}

function collect(scope: ts.Node, names: Names): void {
  const owner = ownerOf(scope);
  const add = (name: ts.BindingName | undefined, lexical: boolean, end: number) => {
    if (!name) return;
    for (const each of boundNames(name)) names.set(each, { owner, lexical, end, skippable: ts.isCaseBlock(scope) });
  };
  if (isFunction(scope)) {
    if (ts.isFunctionExpression(scope)) add(scope.name, false, 0);
    for (const parameter of scope.parameters) add(parameter.name, false, 0);
    if (scope.body) collectVars(scope.body, (name) => add(name, false, 0));
    return;
  }
  if (ts.isSourceFile(scope)) collectVars(scope, (name) => add(name, false, 0));
  if (ts.isClassExpression(scope)) {
    add(scope.name, false, 0);
    return;
  }
  if (ts.isCatchClause(scope)) {
    add(scope.variableDeclaration?.name, false, 0);
    return;
  }
  if (ts.isForStatement(scope) || ts.isForInStatement(scope) || ts.isForOfStatement(scope)) {
    if (scope.initializer && ts.isVariableDeclarationList(scope.initializer))
      // what `of` and `in` go over is computed before there is a value
      for (const each of scope.initializer.declarations)
        add(each.name, true, ts.isForStatement(scope) ? each.end : scope.expression.end);
    return;
  }
  const statements = ts.isCaseBlock(scope)
    ? scope.clauses.flatMap((clause) => [...clause.statements])
    : (scope as ts.Block | ts.SourceFile).statements;
  for (const statement of statements) {
    if (ts.isVariableStatement(statement))
      for (const each of statement.declarationList.declarations) add(each.name, true, each.end);
    else if (ts.isFunctionDeclaration(statement)) add(statement.name, false, 0);
    else if (ts.isClassDeclaration(statement)) add(statement.name, true, statement.end);
    else if (ts.isImportDeclaration(statement)) {
      const clause = statement.importClause;
      add(clause?.name, false, 0);
      const bindings = clause?.namedBindings;
      if (bindings && ts.isNamespaceImport(bindings)) add(bindings.name, false, 0);
      if (bindings && ts.isNamedImports(bindings)) for (const each of bindings.elements) add(each.name, false, 0);
    }
  }
}

function collectVars(node: ts.Node, add: (name: ts.BindingName) => void): void {
  ts.forEachChild(node, (child) => {
    if (isFunction(child) || ts.isClassLike(child)) return;
    if (ts.isVariableDeclarationList(child) && !(child.flags & ts.NodeFlags.BlockScoped))
      for (const each of child.declarations) add(each.name);
    collectVars(child, add);
  });
}

export function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((each) => (ts.isBindingElement(each) ? boundNames(each.name) : []));
}
