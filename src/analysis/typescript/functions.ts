/**
 * Instruments functions: `f(x) { if (recorded) { instrumented body } else { plain body } }`. Parameters, names, kinds and directives
 * stay as they are. What cannot be put into a block without changing its meaning is left alone.
 */
import { ts } from 'ts-morph';
import { watchedNames } from './after.ts';
import { chooseRuns } from './firstRuns.ts';
import { boundNames, isFunction } from './names.ts';
import { copyPlain, directiveCount } from './plainCopy.ts';
import type { Visit } from './visit.ts';
import { factsOf, type Opening, type Place, planInput, type Work } from './work.ts';

const {
  isAccessor,
  isArrowFunction,
  isBinaryExpression,
  isBlock,
  isCallExpression,
  isComputedPropertyName,
  isConstructorDeclaration,
  isFunctionExpression,
  isIdentifier,
  isMethodDeclaration,
  isPropertyAssignment,
  isPropertyDeclaration,
  isStringLiteral,
  isVariableDeclaration,
} = ts;

export function instrumentFunction(work: Work, node: ts.FunctionLikeDeclaration, place: Place, visit: Visit): void {
  const { out, file, prefix } = work;
  const method = isMethodDeclaration(node) || isConstructorDeclaration(node) || isAccessor(node);
  const name = functionName(node);
  const id = work.addSite(
    place.parent,
    'function',
    method ? 'method' : name ? 'function' : 'lambda',
    name || 'lambda',
    node,
  );
  work.siteOf.set(node, id);
  const range = work.textRange(node) ?? [node.getStart(file), node.end];
  const { body } = node;
  out.copy(node.getStart(file), range[0]);
  out.beginText(...range);
  if (!body || work.cannotInstrument(node)) {
    out.copy(range[0], node.end);
    out.endText();
    return;
  }
  const frame = `${prefix}f${id}`;
  const inner: Place = { scope: frame, frame, fn: node, parent: id, statement: 0 };
  const parameters = node.parameters.flatMap((each) => boundNames(each.name));
  factsOf(work, id).params = parameters;
  const watched = isCallback(node) ? watchedNames(work, node).filter(([name]) => !parameters.includes(name)) : [];
  if (watched.length) factsOf(work, id).after = watched;
  visitHead(work, node, range[0], body.getStart(file), place, visit);
  const self = method && !isConstructorDeclaration(node) ? ',this' : ',void 0';
  const enter = `const ${frame}=${prefix}p.en(${place.frame},${id}${self},[${parameters.join(',')}]${watched.map(([name]) => `,${name}`).join('')});`;
  const leave = `}catch(${prefix}e){throw ${prefix}p.er(${frame},${prefix}e)}finally{${prefix}p.lv(${frame})}`;
  const opening: Opening = {
    node,
    site: id,
    scope: frame,
    frame,
    outer: place.frame,
    self: [self.slice(1)],
    own: parameters.map((name) => [name, node]),
    watched: watched.map(([name]) => [name, node.parent]),
  };
  work.openings.set(node, opening);
  const since = work.branches.length;
  const alone = work.cannotCopy(body);
  const check = alone ? `{${prefix}c[${id}]++;` : `if(${prefix}c[${id}]++===${prefix}t[${id}]){`;
  if (isBlock(body)) {
    const directives = directiveCount(body.statements);
    const last = body.statements[directives - 1];
    const start = last ? last.end : body.getStart(file) + 1;
    out.copy(body.getStart(file), start);
    out.add(`${last ? ';' : ''}${check}${enter}try{`);
    visitBody(work, body, start, inner, visit);
    out.add(`${leave}}`);
    if (!alone) {
      out.add('else{');
      const runs = chooseRuns(work, opening, body, since);
      for (const statement of body.statements.slice(directives)) copyPlain(work, statement, runs);
      out.add('}');
    }
    out.copy(body.end - 1, body.end);
  } else {
    const statement = work.addSite(id, 'statement', 'return', 'return', body);
    out.add(`{${check}${enter}try{return ${prefix}p.rt(${frame},${statement},`);
    visit.node(body, { ...inner, parent: statement, statement });
    planReturn(work, statement, body);
    out.add(`)${leave}}`);
    if (!alone) {
      out.add('else{return ');
      copyPlain(work, body);
      out.add('}');
    }
    out.add('}');
  }
  work.counters.set(body, id);
  out.endText();
}

/** Written as an argument: what it changes around it is asked for after the call. */
function isCallback(node: ts.Node): boolean {
  return (
    (isArrowFunction(node) || isFunctionExpression(node)) &&
    isCallExpression(node.parent) &&
    node.parent.arguments.some((each) => each === node)
  );
}

/** Statements of a block from an offset to its closing brace. */
function visitBody(work: Work, body: ts.Block, from: number, place: Place, visit: Visit): void {
  let at = from;
  for (const statement of body.statements) {
    if (statement.getStart(work.file) < from) continue;
    work.out.copy(at, statement.getStart(work.file));
    visit.node(statement, place);
    at = statement.end;
  }
  work.out.copy(at, body.end - 1);
}

/** Name, parameters: expressions there run before the body, in no frame of ours, so they stay plain; functions in them too. */
function visitHead(
  work: Work,
  node: ts.FunctionLikeDeclaration,
  from: number,
  to: number,
  place: Place,
  visit: Visit,
): void {
  const { name } = node;
  if (name && isComputedPropertyName(name)) {
    work.out.copy(from, name.expression.getStart(work.file));
    visit.node(name.expression, place);
    work.out.copy(name.expression.end, to);
  } else work.out.copy(from, to);
}

/** What a return hands out: the result of a site, or a variable. */
export function planReturn(work: Work, statement: number, value: ts.Node): void {
  const input = isFunction(value) ? undefined : planInput(work, 'value', value, null);
  if (input) factsOf(work, statement).in = [input];
}

function functionName(node: ts.FunctionLikeDeclaration): string {
  if (isConstructorDeclaration(node)) return 'constructor';
  if (node.name)
    return isComputedPropertyName(node.name)
      ? symbolName(node.name)
      : isStringLiteral(node.name)
        ? node.name.text
        : node.name.getText();
  const { parent } = node;
  if (isVariableDeclaration(parent) && isIdentifier(parent.name)) return parent.name.text;
  if ((isPropertyAssignment(parent) || isPropertyDeclaration(parent)) && isIdentifier(parent.name))
    return parent.name.text;
  if (isBinaryExpression(parent) && isIdentifier(parent.left)) return parent.left.text;
  return '';
}

/** `[Symbol.iterator]`; a name that is only known as the program runs is not told. */
function symbolName(name: ts.ComputedPropertyName): string {
  const text = name.expression.getText();
  return /^Symbol\.\w+$/.test(text) ? `[${text}]` : '[…]';
}

export function instrumentClass(work: Work, node: ts.ClassLikeDeclaration, place: Place, visit: Visit): void {
  const { out, file } = work;
  const id = work.addSite(place.parent, 'class', 'class', node.name?.text ?? 'class', node);
  const range = work.textRange(node) ?? [node.getStart(file), node.end];
  out.copy(node.getStart(file), range[0]);
  out.beginText(...range);
  visit.rest(node, range[0], { ...place, parent: id });
  out.endText();
}
