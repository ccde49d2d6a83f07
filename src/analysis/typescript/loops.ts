/**
 * Instruments loops: a counter beside the loop decides which body an iteration takes. The counter is a local variable, so that a
 * hot loop pays one comparison an iteration.
 */
import { ts } from 'ts-morph';
import { watchedNames } from './after.ts';
import { chooseRuns } from './firstRuns.ts';
import { instrumentHead, instrumentTest } from './heads.ts';
import { boundNames } from './names.ts';
import { copyPlain } from './plainCopy.ts';
import type { Visit } from './visit.ts';
import { factsOf, type Given, type Opening, type Place, planInput, type Work } from './work.ts';

const {
  isDoStatement,
  isForInStatement,
  isForOfStatement,
  isForStatement,
  isVariableDeclarationList,
  isWhileStatement,
} = ts;

export function instrumentLoop(
  work: Work,
  whole: ts.Statement,
  node: ts.IterationStatement,
  place: Place,
  visit: Visit,
): void {
  const { out, file, prefix } = work;
  const targets = loopTargets(node);
  const id = work.addSite(
    place.parent,
    'loop',
    loopOp(node),
    targets.length ? `for ${targets.join(', ')}` : loopOp(node),
    node,
  );
  const [n, t, loop] = [`${prefix}n${id}`, `${prefix}t${id}`, `${prefix}l${id}`];
  const inner: Place = { ...place, scope: loop, parent: id };
  const watched = watchedNames(work, node).filter(([name]) => !targets.includes(name));
  const after = watched.map(([name]) => `,${name}`).join('');
  // the test of a `do` belongs to the turn that it ends
  const turn = isDoStatement(node) ? `${n}-1` : n;
  const head = {
    node,
    site: id,
    inner,
    outer: place,
    asks: `${n}===${t}&&${prefix}p.hd(${loop},${turn},${n}${after})`,
  };
  // one that has no turn recorded begins in the plain body
  out.add(`{const ${loop}=${prefix}p.lb(${place.scope},${id});let ${n}=0,${t}=${loop}.most?0:-1;try{`);
  out.copy(whole.getStart(file), node.getStart(file));
  const body = node.statement;
  instrumentHead(work, head, visit);
  const values: string[] = [];
  const each = isForOfStatement(node) || isForInStatement(node);
  const iterable = each ? planInput(work, 'iterable', node.expression, values) : undefined;
  if (iterable) factsOf(work, id).in = [iterable];
  factsOf(work, id).bind = targets.map((name) => [name, 0]);
  if (watched.length) factsOf(work, id).after = watched;
  const given = [...(each ? [values[0] ?? 'void 0'] : []), ...targets].map((name) => `,${name}`).join('') + after;
  const next = `${t}=${prefix}p.it(${loop},${n}${given});`;
  const alone = work.cannotCopy(body);
  out.add(alone ? `{if(${n}++===${t}){${next}}else{${loop}.i=-1}` : `{if(${n}++===${t}){${next}`);
  const opening: Opening = {
    node,
    site: id,
    scope: loop,
    frame: place.frame,
    outer: place.scope,
    self: each ? iterableOf(values[0] ?? 'void 0', node) : undefined,
    own: targets.map((name) => [name, node]),
    watched: watched.map(([name]) => [name, node.parent]),
  };
  work.openings.set(node, opening);
  if (alone) work.alone.set(loop, opening);
  const since = work.branches.length;
  visit.node(body, inner);
  if (!alone) {
    out.add('}else{');
    copyPlain(work, body, chooseRuns(work, opening, body, since));
    out.add('}');
  }
  out.add('}');
  if (isDoStatement(node)) {
    instrumentTest(work, head, node, visit);
    if (work.text[node.end - 1] !== ';') out.add(';');
  }
  out.add(`}finally{${prefix}p.le(${loop},${n}${after})}}`);
}

function iterableOf(value: string, loop: ts.ForInOrOfStatement): Given {
  return value === 'this' || value === 'void 0' ? [value] : [value, loop.expression];
}

function loopOp(node: ts.IterationStatement): 'for' | 'while' {
  return isWhileStatement(node) || isDoStatement(node) ? 'while' : 'for';
}

function loopTargets(node: ts.IterationStatement): string[] {
  if (!isForOfStatement(node) && !isForInStatement(node) && !isForStatement(node)) return [];
  const list = node.initializer;
  if (!list || !isVariableDeclarationList(list)) return [];
  return list.declarations.flatMap((each) => boundNames(each.name));
}
