/**
 * Where the second recorder looks: every statement of a module, with the variables in sight there. By acorn, on the text with its
 * types taken out by Node itself, which keeps lines and columns.
 */
import module from 'node:module';
import { type Node, parse } from 'acorn';

export interface Position {
  line: number;
  column: number;
}

export interface Statement {
  start: Position;
  end: Position;
  /** Index of the function it stands in; 0 is the module. */
  fn: number;
  first: boolean;
  /** Runs again without the function being entered again. */
  again: boolean;
  names: Variable[];
}

export interface Variable {
  name: string;
  /** The function whose frame holds it. */
  owner: number;
  /** Exported: V8 may not be asked for it before the module has come past this line. */
  after?: number;
}

export interface FunctionPlace {
  start: Position;
  end: Position;
  names: Variable[];
}

export interface Places {
  statements: Statement[];
  functions: FunctionPlace[];
}

type Tree = Node & Record<string, unknown>;

interface Scope {
  names: Map<string, number>;
  up: Scope | undefined;
  fn: number;
}

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const loopTypes = new Set(['WhileStatement', 'DoWhileStatement', 'ForStatement']);
const silent = new Set([
  'FunctionDeclaration',
  'EmptyStatement',
  'BlockStatement',
  'ImportDeclaration',
  'ClassDeclaration',
]);

export function findPlaces(file: string, source: string): Places {
  const text = /\.[cm]?ts$/.test(file) ? module.stripTypeScriptTypes(source, { mode: 'strip' }) : source;
  const isModule = /^\s*(?:import|export)\b/m.test(text) || /\bawait\b/.test(text);
  const tree = parse(text, {
    ecmaVersion: 'latest',
    sourceType: isModule ? 'module' : 'script',
    locations: true,
    allowHashBang: true,
    allowReturnOutsideFunction: true,
  }) as unknown as Tree;
  const places: Places = { statements: [], functions: [] };
  const top: Scope = { names: new Map(), up: undefined, fn: 0 };
  places.functions.push({ start: startOf(tree), end: endOf(tree), names: [] });
  declare(tree, top, true);
  walkBody(places, children(tree), top);
  const root = places.functions[0];
  if (root) root.names = inSight(top);
  const exported = exportedNames(tree);
  for (const { names } of [...places.statements, ...places.functions])
    for (const each of names) {
      const after = each.owner === 0 ? exported.get(each.name) : undefined;
      if (after !== undefined) each.after = after;
    }
  return places;
}

const startOf = (node: Tree): Position => (node.loc as unknown as { start: Position }).start;
const endOf = (node: Tree): Position => (node.loc as unknown as { end: Position }).end;
const isNode = (value: unknown): value is Tree => typeof (value as Tree | null)?.type === 'string';

function children(node: Tree): Tree[] {
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'loc' ? [] : Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

/** Exported variables, with the line on which each is declared. */
function exportedNames(tree: Tree): Map<string, number> {
  const found = new Map<string, number>();
  for (const { type, declaration } of children(tree) as (Tree & { declaration?: Tree })[]) {
    if (type !== 'ExportNamedDeclaration' || declaration?.type !== 'VariableDeclaration') continue;
    for (const each of declaration.declarations as Tree[])
      for (const name of boundNames(each.id as Tree)) found.set(name, endOf(each).line);
  }
  return found;
}

function inSight(scope: Scope): Variable[] {
  const found = new Map<string, Variable>();
  for (let at: Scope | undefined = scope; at; at = at.up)
    for (const [name, owner] of at.names) if (!found.has(name)) found.set(name, { name, owner });
  return [...found.values()];
}

/** The names that a block, or a function's body with its `var`s, declares. */
function declare(block: Tree, scope: Scope, isBody: boolean): void {
  for (const statement of children(block)) {
    const node = (statement.declaration as Tree | undefined) ?? statement;
    if (node.type === 'VariableDeclaration' && (isBody || node.kind !== 'var')) declareAll(node, scope);
  }
  if (isBody) declareVars(block, scope);
}

function declareAll(declaration: Tree, scope: Scope): void {
  for (const each of declaration.declarations as Tree[])
    for (const name of boundNames(each.id as Tree)) scope.names.set(name, scope.fn);
}

function declareVars(node: Tree, scope: Scope): void {
  for (const child of children(node)) {
    if (functionTypes.has(child.type) || child.type.startsWith('Class')) continue;
    if (child.type === 'VariableDeclaration' && child.kind === 'var') declareAll(child, scope);
    declareVars(child, scope);
  }
}

export function boundNames(pattern: Tree | null): string[] {
  if (!pattern) return [];
  if (pattern.type === 'Identifier') return [pattern.name as string];
  if (pattern.type === 'AssignmentPattern') return boundNames(pattern.left as Tree);
  if (pattern.type === 'RestElement') return boundNames(pattern.argument as Tree);
  if (pattern.type === 'Property') return boundNames(pattern.value as Tree);
  if (pattern.type === 'ArrayPattern') return (pattern.elements as (Tree | null)[]).flatMap(boundNames);
  return pattern.type === 'ObjectPattern' ? (pattern.properties as Tree[]).flatMap(boundNames) : [];
}

function walkBody(places: Places, statements: Tree[], scope: Scope): void {
  for (const [index, each] of statements.entries()) walk(places, each, scope, index === 0);
}

function add(places: Places, node: Tree, scope: Scope, first: boolean): void {
  const { fn } = scope;
  const at = { start: startOf(node), end: endOf(node) };
  places.statements.push({ ...at, fn, first, again: loopTypes.has(node.type), names: inSight(scope) });
}

function walk(places: Places, node: Tree, scope: Scope, first: boolean, parent?: Tree): void {
  if (functionTypes.has(node.type)) {
    walkFunction(places, node, scope, parent);
    return;
  }
  const isStatement = /Statement$|Declaration$/.test(node.type) && !node.type.startsWith('Export');
  if (isStatement && !silent.has(node.type) && !isHead(node, parent)) add(places, node, scope, first);
  const inner = innerScope(node, scope);
  for (const child of children(node)) walk(places, child, inner, first && node.type === 'BlockStatement', node);
}

/** `for (const x of …)`: the declaration is no statement of its own. */
function isHead(node: Tree, parent: Tree | undefined): boolean {
  return parent !== undefined && /^For/.test(parent.type) && (parent.init === node || parent.left === node);
}

function innerScope(node: Tree, scope: Scope): Scope {
  const inner: Scope = { names: new Map(), up: scope, fn: scope.fn };
  if (node.type === 'BlockStatement' || node.type === 'StaticBlock') declare(node, inner, false);
  else if (node.type === 'SwitchStatement') for (const each of node.cases as Tree[]) declare(each, inner, false);
  else if (/^For/.test(node.type)) {
    const head = (node.init ?? node.left) as Tree | undefined;
    if (head?.type === 'VariableDeclaration' && head.kind !== 'var') declareAll(head, inner);
  } else if (node.type === 'CatchClause')
    for (const name of boundNames(node.param as Tree | null)) inner.names.set(name, scope.fn);
  else return scope;
  return inner;
}

function walkFunction(places: Places, node: Tree, scope: Scope, parent: Tree | undefined): void {
  const fn = places.functions.length;
  const inner: Scope = { names: new Map(), up: scope, fn };
  for (const each of node.params as Tree[]) for (const name of boundNames(each)) inner.names.set(name, fn);
  if (hasThis(parent)) inner.names.set(parent?.kind === 'constructor' ? 'new' : 'this', fn);
  const whole = wholeOf(node, parent);
  const place: FunctionPlace = { start: startOf(whole), end: endOf(node), names: [] };
  places.functions.push(place);
  for (const each of node.params as Tree[]) walkNested(places, each, inner);
  const body = node.body as Tree;
  if (body.type === 'BlockStatement') {
    declare(body, inner, true);
    walkBody(places, children(body), inner);
  } else {
    add(places, body, inner, true);
    walk(places, body, inner, false, node);
  }
  place.names = inSight(inner);
}

function hasThis(parent: Tree | undefined): boolean {
  if (parent?.type === 'MethodDefinition') return !parent.static;
  return parent?.type === 'Property' && wholeOf(parent.value as Tree, parent) === parent;
}

/** Functions in defaults of parameters. */
function walkNested(places: Places, node: Tree, scope: Scope): void {
  if (functionTypes.has(node.type)) walkFunction(places, node, scope, undefined);
  else for (const child of children(node)) walkNested(places, child, scope);
}

/** A method begins at its modifiers and name, an exported function at `export`. */
function wholeOf(node: Tree, parent: Tree | undefined): Tree {
  if (!parent) return node;
  if (parent.type === 'MethodDefinition' || (parent.type === 'Property' && (parent.method || parent.kind !== 'init')))
    return parent;
  return /^Export/.test(parent.type) ? parent : node;
}
