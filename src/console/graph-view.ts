import { UndirectedGraph } from "graphology";
import Sigma from "sigma";
import type { RingMapBody } from "../contract/ring-map.ts";
import { familyLooks, formatPlural, shapes, shorten } from "./appearance.ts";
import { type LayoutStep, layOut } from "./layout.ts";
import {
  groupNode,
  identifierNode,
  type MapFilter,
  type NodeName,
  neighbourhoodOf,
  showAll,
  visibleNodes,
} from "./map-picture.ts";
import { createShapeProgram } from "./shape-program.ts";

// The one user of the graph renderer.

export interface GraphView {
  filter(filter: MapFilter): void;
  /** Leaves in colour only a node and what it is tied to; everything again without one. */
  focus(node: NodeName | undefined): void;
  zoom(step: "in" | "out" | "whole"): void;
  destroy(): void;
}

export interface GraphViewOptions {
  readonly map: RingMapBody;
  /** Whether dots may be seen on their way to where they come to lie. */
  readonly isStill: boolean;
  readonly onHover: (node: NodeName | undefined) => void;
  readonly onClick: (node: NodeName | undefined) => void;
  readonly onSettled: () => void;
}

interface Colours {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly faint: string;
  readonly surface: string;
}

const mostEdgesInMotion = 300;
/** More lines than these are ground rather than figure: they stand back behind the dots. */
const mostEdgesInFront = 600;

/** Draws who shares what. */
export function showGraph(
  place: HTMLElement,
  { map, isStill, onHover, onClick, onSettled }: GraphViewOptions,
): GraphView {
  let colours = readColours(place);
  let visible = visibleNodes(map, showAll);
  let near: ReadonlySet<NodeName> | undefined;
  const graph = toGraph(map);
  const renderer = new Sigma(graph, place, {
    allowInvalidContainer: true,
    nodeProgramClasses: Object.fromEntries(shapes.map((shape) => [shape, createShapeProgram(shape)])),
    defaultNodeType: "circle",
    labelFont: getComputedStyle(place).fontFamily,
    labelSize: 12,
    labelColor: { color: colours.ink },
    labelDensity: 0.5,
    labelGridCellSize: 160,
    labelRenderedSizeThreshold: 9,
    minCameraRatio: 0.05,
    maxCameraRatio: 3,
    stagePadding: 40,
    // While it is moved, many lines and labels cost more than they say: a computer without a graphics card would drop frames.
    hideEdgesOnMove: graph.size > mostEdgesInMotion,
    hideLabelsOnMove: graph.size > mostEdgesInMotion,
    zIndex: true,
    defaultDrawNodeLabel: (context, node, { labelSize, labelFont }) => {
      if (!node.label) return;
      context.font = `${labelSize}px ${labelFont}`;
      context.lineWidth = 4;
      context.lineJoin = "round";
      context.strokeStyle = colours.surface;
      context.fillStyle = colours.ink;
      const [x, y] = [node.x + node.size + 3, node.y + labelSize / 3];
      context.strokeText(node.label, x, y);
      context.fillText(node.label, x, y);
    },
    // What is under the pointer is told beside the picture.
    defaultDrawNodeHover: () => {},
    nodeReducer: (node, attributes) => {
      if (!visible.has(node as NodeName)) return { ...attributes, hidden: true };
      const colour = attributes.colour === "quiet" ? colours.quiet : attributes.colour;
      if (!near) return { ...attributes, color: colour };
      if (near.has(node as NodeName))
        return { ...attributes, color: colour, zIndex: 1, forceLabel: node.startsWith("i") };
      return { ...attributes, color: colours.faint, label: null };
    },
    edgeReducer: (edge, attributes) => {
      const ends = graph.extremities(edge) as NodeName[];
      if (!ends.every((end) => visible.has(end))) return { ...attributes, hidden: true };
      if (!near) return { ...attributes, color: graph.size > mostEdgesInFront ? colours.faint : colours.line };
      const isNear = ends.every((end) => near?.has(end));
      return isNear ? { ...attributes, color: colours.quiet, zIndex: 1 } : { ...attributes, hidden: true };
    },
  });
  renderer.on("enterNode", ({ node }) => onHover(node as NodeName));
  renderer.on("leaveNode", () => onHover(undefined));
  renderer.on("clickNode", ({ node }) => onClick(node as NodeName));
  renderer.on("clickStage", () => onClick(undefined));
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const recolour = () => {
    colours = readColours(place);
    renderer.setSetting("labelColor", { color: colours.ink });
    renderer.refresh();
  };
  scheme.addEventListener("change", recolour);
  const stop = layOut(toOrder(graph), (step) => {
    if (isStill && !step.isLast) return;
    move(graph, step);
    if (step.isLast) onSettled();
  });
  const camera = renderer.getCamera();
  const duration = isStill ? 0 : 250;
  return {
    filter(filter) {
      visible = visibleNodes(map, filter);
      renderer.refresh({ skipIndexation: true });
    },
    focus(node) {
      near = node && neighbourhoodOf(map, node);
      renderer.refresh({ skipIndexation: true });
    },
    zoom(step) {
      if (step === "in") void camera.animatedZoom({ duration, factor: 1.6 });
      else if (step === "out") void camera.animatedUnzoom({ duration, factor: 1.6 });
      else void camera.animatedReset({ duration });
    },
    destroy() {
      stop();
      scheme.removeEventListener("change", recolour);
      renderer.kill();
    },
  };
}

function toGraph({ identifiers, groups }: RingMapBody): UndirectedGraph {
  const graph = new UndirectedGraph();
  const most = Math.max(
    1,
    ...identifiers.map(({ member_count }) => member_count),
    ...groups.map(({ accounts }) => accounts),
  );
  // By area, so that twice the members look like twice as many.
  const sizeOf = (count: number) => 2.5 + 14 * Math.sqrt(count / most);
  for (const [place, { family, value, member_count }] of identifiers.entries()) {
    const { colour, shape } = familyLooks[family];
    graph.addNode(identifierNode(place), {
      ...start(place),
      type: shape,
      colour,
      size: sizeOf(member_count) + 2,
      label: shorten(value, 22),
    });
  }
  for (const [place, { accounts, uses }] of groups.entries()) {
    const node = groupNode(place);
    const label = accounts > 1 ? formatPlural(accounts, "account") : null;
    graph.addNode(node, {
      ...start(identifiers.length + place),
      type: "circle",
      colour: "quiet",
      size: sizeOf(accounts),
      label,
    });
    for (const { identifier, accounts: users } of uses) {
      graph.addEdge(node, identifierNode(identifier), { weight: users, size: 0.6 + 3 * Math.sqrt(users / most) });
    }
  }
  return graph;
}

/** Somewhere, until the layout says where. */
const start = (place: number) => ({ x: Math.cos(place), y: Math.sin(place) });

function toOrder(graph: UndirectedGraph) {
  const places = new Map(graph.nodes().map((node, place) => [node, place]));
  const edges = graph.mapEdges((_, { weight }, source, target) => ({ source, target, weight: Math.sqrt(weight) }));
  return {
    count: graph.order,
    sources: Int32Array.from(edges, ({ source }) => places.get(source) ?? 0),
    targets: Int32Array.from(edges, ({ target }) => places.get(target) ?? 0),
    weights: Float32Array.from(edges, ({ weight }) => weight),
  };
}

function move(graph: UndirectedGraph, { positions }: LayoutStep): void {
  let place = 0;
  graph.updateEachNodeAttributes(
    (_, attributes) => {
      const moved = { ...attributes, x: positions[place * 2] ?? 0, y: positions[place * 2 + 1] ?? 0 };
      place++;
      return moved;
    },
    { attributes: ["x", "y"] },
  );
}

function readColours(place: HTMLElement): Colours {
  const style = getComputedStyle(place);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: read("ink"),
    quiet: read("quiet"),
    line: read("graph-line"),
    faint: read("graph-faint"),
    surface: read("surface"),
  };
}
