/** What the parts of the instrumenter share while they go through one file. */
import { ts } from 'ts-morph';
import type { SiteKind, SiteOp, SiteRow } from '../../protocol/runLog.ts';
import type { InputPlan, SiteFacts } from '../analyzer.ts';
import { createCaptured } from './captured.ts';
import { createNames, type Declaration, isFunction } from './names.ts';
import { createOneLine } from './oneLine.ts';
import { createOutput, type Output } from './output.ts';
import { createRefusals, type Refusals } from './refusals.ts';
import { collectSources, type Sources } from './sources.ts';

const {
  SyntaxKind,
  canHaveModifiers,
  getModifiers,
  isCallExpression,
  isClassLike,
  isElementAccessExpression,
  isIdentifier,
  isOptionalChain,
  isParenthesizedExpression,
  isPropertyAccessExpression,
} = ts;

export interface Work extends Refusals {
  file: ts.SourceFile;
  text: string;
  prefix: string;
  out: Output;
  sites: SiteRow[];
  facts: Record<number, SiteFacts>;
  /** Site of an expression, for those that read its result. */
  siteOf: Map<ts.Node, number>;
  /** Bodies whose runs are counted: branches and functions, with their site. */
  counters: Map<ts.Node, number>;
  /** Branches that have been instrumented, in that order. */
  branches: Branch[];
  /** Functions and loops that have been instrumented, or are being. */
  openings: Map<ts.Node, Opening>;
  /** Loops whose body is there only once, by the variable that holds them. */
  alone: Map<string, Opening>;
  find(name: string, from: ts.Node): Declaration | undefined;
  sources(): Sources;
  /** Whether code of the function around `from` may read the variable and keep nothing alive by it. */
  isSeen(declared: Declaration, name: string, from: ts.Node): boolean;
  addSite(parent: number, kind: SiteKind, op: SiteOp, name: string, node: ts.Node, start?: number): number;
  textRange(node: ts.Node): [start: number, end: number] | undefined;
  /** Function frames between a use and the function that owns the variable. */
  depth(from: ts.Node, owner: ts.Node): number;
}

/** Where the instrumenter stands: the variable that holds the innermost open function or loop, and the enclosing site. */
export interface Place {
  scope: string;
  frame: string;
  fn: ts.Node;
  parent: number;
  statement: number;
}

/** Where the pieces of an instrumented branch stand, and the one that counts it. */
export interface Branch {
  node: ts.Node;
  site: number;
  from: number;
  count: number;
  to: number;
  /** Characters that it takes. */
  length: number;
  /** What it names. */
  names?: Set<string>;
}

/** How a function or loop that runs unrecorded is told midway. */
export interface Opening {
  node: ts.FunctionLikeDeclaration | ts.IterationStatement;
  site: number;
  /** Variables that hold it, its frame, and what stands around it. */
  scope: string;
  frame: string;
  outer: string;
  /** A function's `this`, a loop's iterable, and the variables of either. */
  self: Given | undefined;
  own: Given[];
  watched: Given[];
}

/** An expression, and for a variable where it is seen from. */
export type Given = [text: string, from?: ts.Node];

export type Locate = (offset: number) => [line: number, column: number];

export function createWork(file: ts.SourceFile, prefix: string, locate: Locate): Work {
  const sites: SiteRow[] = [];
  const names = createNames();
  let sources: Sources | undefined;
  return {
    file,
    text: file.text,
    prefix,
    out: createOutput(file.text, createOneLine(file)),
    sites,
    facts: {},
    siteOf: new Map(),
    counters: new Map(),
    branches: [],
    openings: new Map(),
    alone: new Map(),
    find: names.find,
    isSeen: createCaptured(names.find),
    sources: () => {
      sources ??= collectSources(file, names.find);
      return sources;
    },
    addSite(parent, kind, op, name, node, start = node.getStart(file)) {
      const id = sites.length + 1;
      sites.push([id, parent, kind, op, name, ...locate(start), ...locate(node.end)]);
      return id;
    },
    textRange: (node) => (isFunction(node) || isClassLike(node) ? [textStart(file, node), node.end] : undefined),
    depth: (from, owner) => names.depth(from) - names.depth(owner),
    ...createRefusals(file),
  };
}

/** Where Function.prototype.toString begins: after `export`, `default` and `static`. */
function textStart(file: ts.SourceFile, node: ts.Node): number {
  const modifiers = canHaveModifiers(node) ? (getModifiers(node) ?? []) : [];
  let end = -1;
  for (const each of modifiers) if (each.kind !== SyntaxKind.AsyncKeyword) end = each.end;
  if (end < 0) return node.getStart(file);
  const rest = /^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/.exec(file.text.slice(end, node.end));
  return end + (rest?.[0].length ?? 0);
}

export function unwrap<T extends ts.Node>(node: T): T | ts.Expression {
  let at: T | ts.Expression = node;
  while (isParenthesizedExpression(at)) at = at.expression;
  return at;
}

/**
 * How an operand reaches the record: by the site that made it, by its variable, or as a value handed to the probe after the
 * expression ran (only where reading the variable again cannot do anything: declared in this file, and surely initialised).
 */
export function planInput(work: Work, role: string, operand: ts.Node, values: string[] | null): InputPlan | undefined {
  const node = probedPart(work, unwrap(operand));
  const site = work.siteOf.get(node);
  if (site !== undefined) {
    factsOf(work, site).keep = true;
    return [role, site, fieldName(node), 0, -1];
  }
  if (node.kind === SyntaxKind.ThisKeyword) return values ? [role, 0, 'this', 0, values.push('this') - 1] : undefined;
  if (!isIdentifier(node)) return undefined;
  const found = work.find(node.text, node);
  if (!found) return undefined;
  const depth = work.depth(node, found.owner);
  const safe = values !== null && (!found.lexical || depth > 0 || found.end <= node.pos);
  return [role, 0, node.text, depth, safe ? values.push(node.text) - 1 : -1];
}

/** Inside `a?.b.c.d` only `a` and the whole have probes, since the links between may be left out together. */
function probedPart(work: Work, node: ts.Node): ts.Node {
  let part = node;
  while (
    !work.siteOf.has(part) &&
    isOptionalChain(part) &&
    (isPropertyAccessExpression(part) || isElementAccessExpression(part) || isCallExpression(part))
  )
    part = unwrap(part.expression);
  return part;
}

/** `this.rows`: a field of the object at work reads as a variable does. */
function fieldName(node: ts.Node): string {
  const ofThis = isPropertyAccessExpression(node) && node.expression.kind === SyntaxKind.ThisKeyword;
  return ofThis ? `this.${node.name.text}` : '';
}

/** The variable at the root of `rows[0].tags`, where the expression reaches through more than one object. */
export function planRoot(work: Work, node: ts.Node, values: string[]): InputPlan | undefined {
  let at: ts.Node = unwrap(node);
  if (!isPropertyAccessExpression(at) && !isElementAccessExpression(at)) return undefined;
  while (isPropertyAccessExpression(at) || isElementAccessExpression(at)) at = unwrap(at.expression);
  const input = planInput(work, 'receiver', at, values);
  return input !== undefined && input[1] === 0 && input[4] >= 0 ? input : undefined;
}

export function factsOf(work: Work, site: number): SiteFacts {
  work.facts[site] ??= {};
  return work.facts[site];
}
