/** The cytoscape instance: it owns panning, zooming, hit testing, the edges and the groups' boxes. Nodes are painted above it (overlay.ts). */
import cytoscape from 'cytoscape';
import type { Theme } from '../theme.ts';
import { controlPoints, relativeTo } from './curve.ts';
import type { Scene } from './scene.ts';

export type Stage = cytoscape.Core;

export const LONG_DASHES = [7, 5];

export function createStage(container: HTMLElement): Stage {
  // The library would add a style element, which a strict policy forbids; it leaves that out where one with this id is there.
  const mark = document.createElement('meta');
  mark.id = '__________cytoscape_stylesheet';
  document.head.append(mark);
  return cytoscape({
    container,
    minZoom: 0.01,
    maxZoom: 2.5,
    autoungrabify: true,
    autounselectify: true,
    boxSelectionEnabled: false,
    hideEdgesOnViewport: false,
    style: [],
  });
}

export function styleStage(stage: Stage, theme: Theme): void {
  const { color } = theme;
  stage.style([
    {
      selector: 'node',
      style: {
        shape: 'rectangle',
        width: 'data(w)',
        height: 'data(h)',
        'background-opacity': 0,
        'border-width': 0,
        'overlay-opacity': 0,
        'z-index-compare': 'manual',
        'z-index': 'data(z)',
      } as unknown as cytoscape.Css.Node,
    },
    {
      selector: 'node.open',
      style: {
        shape: 'round-rectangle',
        'corner-radius': '8px',
        'background-color': color.group,
        'background-opacity': 1,
        'border-width': 1,
        'border-color': color['group-line'],
      } as unknown as cytoscape.Css.Node,
    },
    {
      selector: 'edge',
      style: {
        'curve-style': 'unbundled-bezier',
        'edge-distances': 'endpoints',
        'control-point-weights': 'data(weights)',
        'control-point-distances': 'data(distances)',
        'source-endpoint': 'data(from)',
        'target-endpoint': 'data(to)',
        width: 1.4,
        'line-color': color.edge,
        'target-arrow-color': color.edge,
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.8,
        'overlay-opacity': 0,
        'z-index-compare': 'manual',
        'z-index': 500,
        events: 'no',
      } as unknown as cytoscape.Css.Edge,
    },
    {
      selector: 'edge.long',
      style: { 'line-style': 'dashed', 'line-dash-pattern': LONG_DASHES, opacity: theme.contrast ? 1 : 0.6 },
    },
    { selector: 'edge.failed', style: { width: 2, 'line-color': color.red, 'target-arrow-color': color.red } },
    {
      selector: 'edge.lit',
      style: { width: 2, 'line-color': color.accent, 'target-arrow-color': color.accent, 'z-index': 501 },
    },
    { selector: 'edge.failed.lit', style: { 'line-color': color.red, 'target-arrow-color': color.red } },
    { selector: 'edge.long.lit', style: { opacity: 1 } },
    { selector: 'edge.dimmed', style: { opacity: 0.3 } },
    { selector: 'edge.far', style: { visibility: 'hidden' } },
  ]);
}

/** From so far away lines cannot be told apart, and drawing a thousand of them would make panning slow. */
const FAR = 0.09;

export function hideFarEdges(stage: Stage): void {
  const far = stage.zoom() < FAR;
  if (stage.scratch('_far') === far) return;
  stage.scratch('_far', far);
  stage.batch(() => {
    stage.edges().toggleClass('far', far);
  });
}

/** Brings the library's elements in line with the scene, by id. */
export function setElements(stage: Stage, scene: Scene): void {
  stage.batch(() => {
    const wanted = new Set<string>();
    for (const [id, box] of scene.layout.boxes) {
      const node = scene.nodes.get(id);
      if (!node) continue;
      wanted.add(`n:${id}`);
      const data = { id: `n:${id}`, w: box.width, h: box.height, z: depthOf(scene, id) };
      const position = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const there = stage.getElementById(data.id);
      if (there.nonempty()) there.data(data).position(position);
      else stage.add({ group: 'nodes', data, position });
      stage.getElementById(data.id).toggleClass('open', node.form === 'group' && node.open === true);
    }
    for (const edge of scene.view.edges) {
      const data = edgeData(scene, edge.id, edge.source, edge.target);
      if (!data) continue;
      wanted.add(data.id);
      const there = stage.getElementById(data.id);
      if (there.nonempty() && there.data('source') === data.source && there.data('target') === data.target)
        there.data(data);
      else {
        there.remove();
        stage.add({ group: 'edges', data });
      }
      stage
        .getElementById(data.id)
        .toggleClass('failed', edge.failed)
        .toggleClass('long', scene.long.has(edge.id))
        .toggleClass('far', stage.zoom() < FAR);
    }
    stage
      .elements()
      .filter((element) => !wanted.has(element.id()))
      .remove();
  });
}

function edgeData(scene: Scene, id: string, source: string, target: string) {
  const from = scene.layout.boxes.get(source);
  const to = scene.layout.boxes.get(target);
  const route = scene.layout.routes.get(id);
  const start = route?.[0];
  const end = route?.at(-1);
  if (!from || !to || !route || !start || !end) return undefined;
  const { weights, distances } = relativeTo(start, end, controlPoints(route));
  const offset = (point: { x: number; y: number }, box: { x: number; y: number; width: number; height: number }) =>
    `${(point.x - box.x - box.width / 2).toFixed(1)}px ${(point.y - box.y - box.height / 2).toFixed(1)}px`;
  return {
    id: `e:${id}`,
    source: `n:${source}`,
    target: `n:${target}`,
    weights: weights.map((value) => value.toFixed(4)).join(' '),
    distances: distances.map((value) => value.toFixed(2)).join(' '),
    from: offset(start, from),
    to: offset(end, to),
  };
}

function depthOf(scene: Scene, id: string): number {
  let depth = 1;
  for (let node = scene.nodes.get(id); node?.parent !== undefined; node = scene.nodes.get(node.parent)) depth++;
  return depth;
}
