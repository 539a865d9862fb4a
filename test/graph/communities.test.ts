import Graph from "graphology";
import louvainModule from "graphology-communities-louvain";
import { describe, expect, test } from "vitest";
import { connectedComponents } from "../../src/graph/connected-components.ts";
import { defaultEvidencePolicy } from "../../src/graph/default-evidence-policy.ts";
import { type EvidencePolicy, weakestMargin } from "../../src/graph/evidence-policy.ts";
import { findCommunities } from "../../src/graph/find-communities.ts";
import { louvainCommunities, type WeightedGraph } from "../../src/graph/graphology.ts";
import { LinkCollector } from "../../src/graph/links.ts";
import { seededRandom } from "../../src/graph/seeded-random.ts";

/** Groups of nodes, tied well inside and now and then outside: `parts` separate worlds of them. */
function plantedGraph(seed: number, parts: number): WeightedGraph {
  const random = seededRandom(seed);
  const groupsPerPart = 6;
  const nodesPerGroup = 12;
  const edges: [number, number, number][] = [];
  const perPart = groupsPerPart * nodesPerGroup;
  for (let part = 0; part < parts; part++) {
    for (let a = 0; a < perPart; a++) {
      for (let b = a + 1; b < perPart; b++) {
        const together = Math.floor(a / nodesPerGroup) === Math.floor(b / nodesPerGroup);
        if (random() < (together ? 0.6 : 0.01)) edges.push([part * perPart + a, part * perPart + b, 1 + random() * 8]);
      }
    }
  }
  return {
    nodeCount: parts * perPart,
    from: Int32Array.from(edges, ([from]) => from),
    to: Int32Array.from(edges, ([, to]) => to),
    weight: Float64Array.from(edges, ([, , weight]) => weight),
  };
}

const groupsOf = (labels: ArrayLike<number>) => {
  const groups = new Map<number, number[]>();
  for (const [node, label] of Array.from(labels).entries()) groups.set(label, [...(groups.get(label) ?? []), node]);
  return [...groups.values()].map((group) => group.join(" ")).sort();
};

describe("connectedComponents", () => {
  test.each([1, 2, 3])("finds what walking from node to node finds (seed %d)", (seed) => {
    const random = seededRandom(seed);
    const ends = () => Int32Array.from({ length: 70 }, () => Math.floor(random() * 100));
    const [from, to] = [ends(), ends()];
    const component = connectedComponents(100, from, to);
    for (let start = 0; start < 100; start++) {
      const reached = new Set([start]);
      for (let size = 0; size < reached.size; ) {
        size = reached.size;
        for (let edge = 0; edge < 70; edge++) {
          if (reached.has(from[edge])) reached.add(to[edge]);
          if (reached.has(to[edge])) reached.add(from[edge]);
        }
      }
      expect(component[start]).toBe(Math.min(...reached));
    }
  });
});

describe("louvainCommunities", () => {
  test.each([1, 2, 3])("gives on the adapter what it gives on a graphology Graph, to the digit (seed %d)", (seed) => {
    const graph = plantedGraph(seed, 3);
    const real = new Graph.UndirectedGraph();
    for (let node = 0; node < graph.nodeCount; node++) real.addNode(node);
    for (let edge = 0; edge < graph.from.length; edge++) {
      real.addEdge(graph.from[edge], graph.to[edge], { weight: graph.weight[edge] });
    }
    const louvain = louvainModule as unknown as (graph: object, options: object) => Record<string, number>;
    const expected = louvain(real, { resolution: 0.7, rng: seededRandom(seed) });
    const communities = louvainCommunities(graph, 0.7, seed);
    expect([...communities]).toEqual(Array.from({ length: graph.nodeCount }, (_, node) => expected[node]));
    expect(new Set(communities).size).toBeGreaterThan(3);
  });

  test("without edges leaves every node alone", () => {
    const none = { nodeCount: 3, from: new Int32Array(0), to: new Int32Array(0), weight: new Float64Array(0) };
    expect([...louvainCommunities(none, 1, 1)]).toEqual([0, 1, 2]);
  });
});

describe("findCommunities", () => {
  const evidence = { byFamily: new Float64Array(5), timing: 0 };
  const linksOf = (graph: WeightedGraph, threshold: number) => {
    const links = new LinkCollector();
    for (let edge = 0; edge < graph.from.length; edge++) {
      links.add(graph.from[edge], graph.to[edge], { ...evidence, bits: threshold + graph.weight[edge] }, true);
    }
    return links.finish();
  };

  const findAmongAll = (graph: WeightedGraph, threshold: number, policy: EvidencePolicy) => {
    const links = linksOf(graph, threshold);
    return findCommunities(graph.nodeCount, links, links.twoFamilies, policy);
  };

  test.each([1, 2, 3])("component by component gives what one Louvain over everything gives (seed %d)", (seed) => {
    const graph = plantedGraph(seed, 4);
    const total = 2 * graph.weight.reduce((sum, weight) => sum + weight, 0);
    const policy = { ...defaultEvidencePolicy, resolutionPerWeight: 3 / total };
    const threshold = Math.log2(graph.nodeCount) + weakestMargin(policy);
    const communities = findAmongAll(graph, threshold, policy);

    const expected = groupsOf(louvainCommunities(graph, 3, policy.seed)).filter(
      (group) => group.split(" ").length >= 5,
    );
    expect(communities.map(({ members }) => members.join(" ")).sort()).toEqual(expected);
    expect(expected.length).toBeGreaterThan(15);
  });

  test("a community does not change because strangers signed up", () => {
    const policy = { ...defaultEvidencePolicy, resolutionPerWeight: 2e-4 };
    const threshold = (count: number) => Math.log2(count) + weakestMargin(policy);
    const small = plantedGraph(7, 1);
    const large = plantedGraph(7, 5);
    const alone = findAmongAll(small, threshold(small.nodeCount), policy);
    const among = findAmongAll(large, threshold(large.nodeCount), policy);
    const first = among.filter(({ members }) => members[0] < small.nodeCount);
    expect(first.map(({ members }) => [...members])).toEqual(alone.map(({ members }) => [...members]));
  });
});
