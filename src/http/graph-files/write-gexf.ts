import type { RingGraph } from "../../model/ring-graph.ts";
import { type GraphColumn, linkColumns, nodeColumns, numberNodes, toXmlText } from "./graph-columns.ts";
import { writeXml } from "./write-xml.ts";

/**
 * A ring's graph as GEXF, which Gephi opens; the weight of an edge is the bits of the link.
 *
 * @param title stands in the file's description, with what is not shown
 * @see https://gexf.net/schema.html
 */
export function writeGexf(graph: RingGraph, title: string): string {
  const idOf = numberNodes(graph);
  const { accounts, requests, links } = graph.rest;
  const rest = `not shown: ${accounts} accounts with ${requests} requests, and ${links} links to them`;
  return writeXml({
    gexf: {
      "@xmlns": "http://gexf.net/1.3",
      "@version": "1.3",
      meta: { creator: "Ringfence", description: `${title}; ${rest}` },
      graph: {
        "@mode": "static",
        "@defaultedgetype": "undirected",
        attributes: [attributesOf("node", nodeColumns), attributesOf("edge", linkColumns)],
        nodes: {
          node: graph.nodes.map((node) => ({
            "@id": idOf(node.accountId),
            "@label": toXmlText(node.accountId),
            attvalues: { attvalue: valuesOf(nodeColumns, node) },
          })),
        },
        edges: {
          edge: graph.links.map((link, number) => ({
            "@id": `e${number}`,
            "@source": idOf(link.source),
            "@target": idOf(link.target),
            "@weight": link.bits,
            attvalues: { attvalue: valuesOf(linkColumns, link) },
          })),
        },
      },
    },
  });
}

function attributesOf(owner: "node" | "edge", columns: readonly Pick<GraphColumn<never>, "name" | "type">[]) {
  return {
    "@class": owner,
    attribute: columns.map(({ name, type }) => ({ "@id": name, "@title": name, "@type": type })),
  };
}

function valuesOf<Item>(columns: readonly GraphColumn<Item>[], item: Item) {
  return columns.map((column) => ({ "@for": column.name, "@value": column.read(item) }));
}
