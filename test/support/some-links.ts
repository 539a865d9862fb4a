import { type IdentifierIndex, indexIdentifiers } from "../../src/graph/identifier-index.ts";
import { LinkCollector, type Links } from "../../src/graph/links.ts";
import { families, type Family } from "../../src/model/identifier.ts";
import { sightingsOf } from "./a-world.ts";

/** A link in words: its two accounts, what each family says, in bits, and where a test is about it the address that both use. */
export interface LinkInWords {
  readonly between: readonly [accountA: number, accountB: number];
  readonly bits: Partial<Readonly<Record<Family, number>>>;
  readonly address?: string;
}

/** Links as columns. Two families hold where two have bits. */
export function linksOf(links: readonly LinkInWords[]): Links {
  const collector = new LinkCollector();
  for (const { between, bits } of links) {
    const byFamily = Float64Array.from(families, (family) => bits[family] ?? 0);
    const [accountA, accountB] = between.toSorted((a, b) => a - b);
    const evidence = { byFamily, timing: 0, bits: byFamily.reduce((sum, part) => sum + part, 0) };
    collector.add(accountA, accountB, evidence, byFamily.filter((part) => part > 0).length > 1);
  }
  return collector.finish();
}

/** The index of the addresses that the links name. */
export function addressesOf(accountCount: number, links: readonly LinkInWords[]): IdentifierIndex {
  const uses = links.flatMap(({ between, address }) => {
    return address === undefined ? [] : between.map((account) => ({ account, address }));
  });
  const distinct = new Map(uses.map((use) => [`${use.account} ${use.address}`, use]));
  return indexIdentifiers(
    sightingsOf(
      accountCount,
      [...distinct.values()].map(({ account, address }) => ({ account, kind: "ip", value: address })),
    ),
  );
}

/** Links from each to each. */
export function allTied(accounts: readonly number[], bits: LinkInWords["bits"]): LinkInWords[] {
  return accounts.flatMap((a, position) =>
    accounts.slice(position + 1).map((b) => ({ between: [a, b] as const, bits })),
  );
}

/** Whole numbers from the first, so many of them. */
export function numbersFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, offset) => first + offset);
}
