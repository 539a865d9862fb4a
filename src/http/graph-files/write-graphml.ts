import type { RingGraph } from "../../model/ring-graph.ts";
import { type GraphColumn, linkColumns, nodeColumns, numberNodes } from "./graph-columns.ts";
import { writeXml } from "./write-xml.ts";

const weight: GraphColumn<RingGraph["links"][number]> = { name: "weight", type: "double", read: ({ bits }) => bits };
const links = [weight, ...linkColumns];

/**
 * A ring's graph as GraphML; `weight` is the bits of a link.
 *
 * @see http://graphml.graphdrawing.org/specification.html
 */
export function writeGraphml(graph: RingGraph): string {
  const idOf = numberNodes(graph);
  const key = (owner: "graph" | "node" | "edge") => (column: Pick<GraphColumn<never>, "name" | "type">) => ({
    "@id": `${owner}_${column.name}`,
    "@for": owner,
    "@attr.name": column.name,
    "@attr.type": column.type,
  });
  const rest = Object.entries(graph.rest).map(
    ([name, count]) => ({ name: `rest_${name}`, type: "long", count }) as const,
  );
  return writeXml({
    graphml: {
      "@xmlns": "http://graphml.graphdrawing.org/xmlns",
      key: [...rest.map(key("graph")), ...nodeColumns.map(key("node")), ...links.map(key("edge"))],
      graph: {
        "@id": "ring",
        "@edgedefault": "undirected",
        data: rest.map(({ name, count }) => ({ "@key": `graph_${name}`, "#text": count })),
        node: graph.nodes.map((node) => ({ "@id": idOf(node.accountId), data: dataOf("node", nodeColumns, node) })),
        edge: graph.links.map((link, number) => ({
          "@id": `e${number}`,
          "@source": idOf(link.source),
          "@target": idOf(link.target),
          data: dataOf("edge", links, link),
        })),
      },
    },
  });
}

function dataOf<Item>(owner: string, columns: readonly GraphColumn<Item>[], item: Item) {
  return columns.map((column) => ({ "@key": `${owner}_${column.name}`, "#text": column.read(item) }));
}
