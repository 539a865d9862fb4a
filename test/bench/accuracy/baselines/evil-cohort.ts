import { louvainCommunities, type WeightedGraph } from "../../../../src/graph/graphology.ts";
import { groupBy } from "../../../../src/graph/group-by.ts";
import type { IdentifierIndex } from "../../../../src/graph/identifier-index.ts";
import { identifierKinds } from "../../../../src/model/identifier.ts";
import type { Baseline } from "./baseline.ts";

/** As the paper has it. */
const smallestCommunity = 10;
/**
 * Accounts of an address that are paired with each other in full. Of a larger one each is paired with so many neighbours in time, which weigh as
 * much as all of its pairs would: a carrier's address alone would have millions.
 */
const mostPartners = 64;

/**
 * EvilCohort: accounts linked by the number of addresses that they share, Louvain at resolution 1, all communities of ten or more.
 *
 * @see Stringhini et al., "EVILCOHORT: Detecting Communities of Malicious Accounts on Online Services", USENIX Security 2015
 */
export const evilCohort: Baseline = {
  name: `EvilCohort: shared addresses, Louvain, ${smallestCommunity} or more`,
  family: "EvilCohort",
  find: (index) => {
    const community = louvainCommunities(projectOverAddresses(index), 1, 1);
    return groupBy(index.accountCount, (account) => community[account] as number).filter(
      ({ length }) => length >= smallestCommunity,
    );
  },
};

/** Accounts as nodes; an edge weighs as many addresses as its two accounts share. */
export function projectOverAddresses(index: IdentifierIndex): WeightedGraph {
  const from: number[] = [];
  const to: number[] = [];
  const weights: number[] = [];
  const weightTo = new Float64Array(index.accountCount);
  for (let account = 0; account < index.accountCount; account++) {
    const touched: number[] = [];
    forEachPartner(index, account, (partner, weight) => {
      if (partner <= account) return;
      if (weightTo[partner] === 0) touched.push(partner);
      weightTo[partner] = (weightTo[partner] as number) + weight;
    });
    for (const partner of touched.sort((left, right) => left - right)) {
      from.push(account);
      to.push(partner);
      weights.push(weightTo[partner] as number);
      weightTo[partner] = 0;
    }
  }
  return {
    nodeCount: index.accountCount,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    weight: Float64Array.from(weights),
  };
}

function forEachPartner(
  { accountStart, identifier, kind, place, timeline, timelineStart }: IdentifierIndex,
  account: number,
  visit: (partner: number, weight: number) => void,
): void {
  for (let at = accountStart[account] as number; at < (accountStart[account + 1] as number); at++) {
    const address = identifier[at] as number;
    if (kind[address] !== identifierKinds.ip.code) continue;
    const start = timelineStart[address] as number;
    const sharers = (timelineStart[address + 1] as number) - start;
    const partners = sharers - 1 <= mostPartners ? sharers - 1 : mostPartners;
    // Half of them before, half after, in a circle: so that the two of a pair agree on being one.
    const before = sharers - 1 <= mostPartners ? 0 : mostPartners / 2;
    const own = (place[at] as number) - start;
    for (let step = 1; step <= partners; step++) {
      const offset = step <= before ? -step : step - before;
      visit(timeline[start + ((own + offset + sharers) % sharers)] as number, (sharers - 1) / partners);
    }
  }
}
