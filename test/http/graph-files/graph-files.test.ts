import graphology from "graphology";
import { parse as parseGexf } from "graphology-gexf";
import { parse as parseGraphml } from "graphology-graphml";
import { describe, expect, test } from "vitest";
import { writeGexf } from "../../../src/http/graph-files/write-gexf.ts";
import { writeGraphml } from "../../../src/http/graph-files/write-graphml.ts";
import type { AccountId } from "../../../src/model/account.ts";
import type { RingGraph } from "../../../src/model/ring-graph.ts";

// Node gives the CommonJS package as its default export: the class for any kind of graph, with the others as its properties.
const AnyGraph = graphology as unknown as typeof graphology.UndirectedGraph;

const byFamily = { network: 8.5, payment: 4, content: 0, device: 0, contact: 0 };

function graphOf(...ids: string[]): RingGraph {
  const joinedAt = new Date("2026-04-22T09:00:00Z");
  const nodes = ids.map((id) => ({ accountId: id as AccountId, evidenceBits: 12.5, requestCount: 7, joinedAt }));
  const [source = "", target = ""] = ids as AccountId[];
  const links =
    ids.length < 2
      ? []
      : [{ source: source as AccountId, target: target as AccountId, bits: 12.5, byFamily, timing: 0 }];
  return { nodes, links, rest: { accounts: 3, requests: 40, links: 2 } };
}

const formats = [
  ["GraphML", writeGraphml, parseGraphml],
  ["GEXF", (graph: RingGraph) => writeGexf(graph, "ring_1"), parseGexf],
] as const;

describe.each(formats)("%s", (_name, write, parse) => {
  const read = (graph: RingGraph) => parse(AnyGraph, write(graph));
  const idsOf = (graph: RingGraph) => read(graph).mapNodes((_, { account_id }) => account_id as string);

  test.each(['<a href="x">&amp;</a>', "]]>", "ü 100%\u{1F600}", "'\"", "__proto__", "42", "a\ufffdb"])(
    "has the account %j as it is",
    (id) => {
      expect(idsOf(graphOf(id, "other"))).toEqual([id, "other"]);
    },
  );

  test("keeps accounts apart whose names differ in what XML cannot say", () => {
    const ids = ["a\u0001", "a\u0002", "a\ud800", "a\uffff"];
    expect(idsOf(graphOf(...ids))).toEqual(["a\ufffd", "a\ufffd", "a\ufffd", "a\ufffd"]);
    expect(write(graphOf(...ids)).isWellFormed()).toBe(true);
  });

  test("of one account, and of none, can be read", () => {
    expect(read(graphOf("a")).order).toBe(1);
    expect(read(graphOf("a")).size).toBe(0);
    expect(read(graphOf()).order).toBe(0);
  });

  test("says what is not shown", () => {
    expect(write(graphOf("a", "b"))).toMatch(/rest_accounts.*>3<|3 accounts with 40 requests/s);
  });
});
