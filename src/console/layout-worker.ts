import { UndirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import type { LayoutOrder, LayoutStep } from "./layout.ts";

// Where the dots of a picture come to lie: far from each other, near what they are linked with. Runs beside the page, so that it stays
// smooth, and sends where things stand every few rounds. The same picture always comes out alike: it starts from a spiral, not from chance.

const rounds = 240;
const roundsAStep = 24;
const goldenAngle = Math.PI * (3 - Math.sqrt(5));

addEventListener("message", ({ data }: MessageEvent<LayoutOrder>) => {
  const { count, sources, targets, weights } = data;
  const graph = new UndirectedGraph();
  for (let node = 0; node < count; node++) {
    const radius = Math.sqrt(node + 1);
    graph.addNode(node, { x: radius * Math.cos(node * goldenAngle), y: radius * Math.sin(node * goldenAngle) });
  }
  for (let edge = 0; edge < sources.length; edge++) {
    graph.addEdge(sources[edge], targets[edge], { weight: weights[edge] });
  }
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    linLogMode: true,
    outboundAttractionDistribution: true,
    adjustSizes: false,
    barnesHutOptimize: count > 300,
    gravity: 0.6,
    scalingRatio: 4,
    slowDown: 4,
  };
  for (let round = 0; round < rounds; round += roundsAStep) {
    forceAtlas2.assign(graph, { iterations: roundsAStep, settings, getEdgeWeight: "weight" });
    const positions = new Float32Array(count * 2);
    graph.forEachNode((node, { x, y }) => {
      positions[Number(node) * 2] = x;
      positions[Number(node) * 2 + 1] = y;
    });
    const step: LayoutStep = { positions, isLast: round + roundsAStep >= rounds };
    postMessage(step);
  }
});
