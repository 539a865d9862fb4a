import { z } from "zod";
import type { RingGraph } from "../model/ring-graph.ts";
import { familyBits } from "./family-bits.ts";
import { Time } from "./time.ts";

export const mostGraphNodes = 1000;
const bits = z.number().min(0);

export const RingGraphQuery = z.strictObject({
  limit: z.coerce
    .number({ error: `must be a whole number from 1 to ${mostGraphNodes}` })
    .int("must be a whole number")
    .min(1)
    .max(mostGraphNodes)
    .default(300)
    .meta({ description: "How many members to show at most, those with the most evidence first.", example: 300 }),
});

export const RingGraphBody = z
  .strictObject({
    ring_id: z.string().meta({ example: "ring_4f1d2c9a07b3e856" }),
    nodes: z
      .array(
        z.strictObject({
          account_id: z.string().meta({ example: "acct_1" }),
          evidence_bits: bits.meta({ description: "Bits of its strongest link inside the ring.", example: 31.5 }),
          request_count: z.int().min(0).meta({ example: 210 }),
          joined_at: Time,
        }),
      )
      .max(mostGraphNodes)
      .meta({ description: "Members, those with the most evidence first." }),
    links: z
      .array(
        z.strictObject({
          source: z.string().meta({ description: "An account that is among the nodes.", example: "acct_1" }),
          target: z.string().meta({ example: "acct_2" }),
          bits: bits.meta({ description: "Evidence that one hand runs both.", example: 31.5 }),
          families: familyBits,
          timing: bits.meta({ description: "Bits that closeness in time adds.", example: 4.2 }),
        }),
      )
      .meta({
        description:
          "The links that are kept between them, each once, strongest first: of each account its strongest few.",
      }),
    rest: z
      .strictObject({
        accounts: z.int().min(0).meta({ description: "Members that are not among the nodes." }),
        requests: z.int().min(0).meta({ description: "Their requests in the window." }),
        links: z.int().min(0).meta({ description: "Links from the nodes to these members." }),
      })
      .meta({ description: "What is not shown." }),
  })
  .meta({ id: "RingGraph" });
export type RingGraphBody = z.infer<typeof RingGraphBody>;

/** A ring's graph as it leaves. */
export function toRingGraphBody(ringId: string, { nodes, links, rest }: RingGraph): RingGraphBody {
  return {
    ring_id: ringId,
    nodes: nodes.map((node) => ({
      account_id: node.accountId,
      evidence_bits: node.evidenceBits,
      request_count: node.requestCount,
      joined_at: node.joinedAt.toISOString(),
    })),
    links: links.map(({ source, target, bits: all, byFamily, timing }) => ({
      source,
      target,
      bits: all,
      families: { ...byFamily },
      timing,
    })),
    rest: { ...rest },
  };
}
