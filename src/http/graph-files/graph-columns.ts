import { type Family, families } from "../../model/identifier.ts";
import type { RingGraph, RingGraphLink, RingGraphNode } from "../../model/ring-graph.ts";

type Value = string | number;

/** One thing that a file says of each node, or of each link. */
export interface GraphColumn<Item> {
  readonly name: string;
  readonly type: "string" | "double" | "long";
  read(item: Item): Value;
}

export const nodeColumns: readonly GraphColumn<RingGraphNode>[] = [
  { name: "account_id", type: "string", read: ({ accountId }) => toXmlText(accountId) },
  { name: "evidence_bits", type: "double", read: ({ evidenceBits }) => evidenceBits },
  { name: "request_count", type: "long", read: ({ requestCount }) => requestCount },
  { name: "joined_at", type: "string", read: ({ joinedAt }) => joinedAt.toISOString() },
];

export const linkColumns: readonly GraphColumn<RingGraphLink>[] = [
  ...families.map((family: Family) => ({
    name: family,
    type: "double" as const,
    read: ({ byFamily }: RingGraphLink) => byFamily[family],
  })),
  { name: "timing", type: "double", read: ({ timing }) => timing },
];

/** Short ids for the nodes of a file: two accounts may differ in a character only that XML has not. */
export function numberNodes({ nodes }: RingGraph): (accountId: string) => string {
  const numbers = new Map<string, string>(nodes.map(({ accountId }, number) => [accountId, `n${number}`]));
  return (accountId) => numbers.get(accountId) as string;
}

/** A text without the characters that no XML document may hold, not even escaped; in their place stands U+FFFD. */
export function toXmlText(text: string): string {
  return text.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\u{FFFD}");
}
