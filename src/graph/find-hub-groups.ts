import { families, identifierKinds } from "../model/identifier.ts";
import { affinity } from "./affinity.ts";
import { connectedComponents } from "./connected-components.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import { groupBy } from "./group-by.ts";
import { isHard } from "./hard-families.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import { familyOfCode } from "./pair-evidence.ts";
import { positionsByKey } from "./positions-by-key.ts";

/** Accounts that belong together, in the order in which they were first seen with their hub. */
export interface HubGroup {
  readonly accounts: Int32Array;
  /** Per account: a number for the part that it is in. */
  readonly partOf: Int32Array;
}

/** What two of a hub's accounts have in common may be a coincidence. */
const fewestUsers = 3;

/**
 * Finds the hubs whose accounts belong together: `hubShare` of those that use the hub, or more, are tied to others of it by a second family.
 *
 * Of a large ring behind one line no two accounts are tied by much, since the line is as common as the ring is large, and three accounts to a
 * card make no core. But that of 400 accounts on a line all have a card in common with others of the 400, and hardly any with somebody
 * else, is no coincidence. A carrier's customers share cards as well, within their families; but most share none.
 *
 * Where nothing but the hub ties them to each other the accounts are in parts: an office whose line is an exit of a ring's proxies is one, the ring
 * another. Where the parts are `joints` or more, and none has half of the accounts, the hub itself is what they have in common: one part.
 *
 * An account is tied by an identifier that users of the hub use so much more than others do that it says as much as a second family
 * has to, counted without the account itself. One of the two families has to be a place, a card or a device. Prefixes are no hubs: the
 * customers of a provider belong together by nothing. Cost: for each sighting, the sightings of its account.
 *
 * @returns groups of `smallestCommunity` accounts or more
 */
export function* findHubGroups(index: IdentifierIndex, policy: EvidencePolicy): Iterable<HubGroup> {
  const { accountCount, accountStart, identifier, kind, sharers, timeline, timelineStart } = index;
  const familyOf = familyOfCode();
  const neededBits = families.map((family) => Math.max(policy.secondFamilyBits, policy.affinity.familyBits[family]));
  const users = new Int32Array(index.identifierCount);

  for (let hub = 0; hub < index.identifierCount; hub++) {
    const size = sharers[hub];
    const isTooCommon = 2 * size > accountCount;
    if (size < policy.smallestCommunity || isTooCommon || kind[hub] === identifierKinds.ip_prefix.code) continue;
    const accounts = timeline.subarray(timelineStart[hub], timelineStart[hub + 1]);
    count(accounts, 1);
    const ties = Array.from(accounts, (account) => [...tiesOf(account, hub)]);
    count(accounts, -1);
    const tied = accounts.filter((_, place) => ties[place].length > 0);
    if (tied.length < Math.max(policy.smallestCommunity, policy.hubShare * size)) continue;
    const partOf = partsBy(ties.filter((of) => of.length > 0));
    yield { accounts: tied, partOf: isOnePart(partOf, policy.joints) ? new Int32Array(tied.length) : partOf };
  }

  function count(accounts: Int32Array, step: number): void {
    for (const account of accounts) {
      for (let at = accountStart[account]; at < accountStart[account + 1]; at++) users[identifier[at]] += step;
    }
  }

  /** The identifiers of other families by which an account is tied to others of the hub. */
  function* tiesOf(account: number, hub: number): Iterable<number> {
    const ownFamily = familyOf[kind[hub]];
    for (let at = accountStart[account]; at < accountStart[account + 1]; at++) {
      const other = identifier[at];
      const family = familyOf[kind[other]];
      if (family === ownFamily || users[other] < fewestUsers) continue;
      if (!isHard.has(families[family]) && !isHard.has(families[ownFamily])) continue;
      const bits = affinity(users[other] - 1, sharers[hub] - 1, sharers[other], accountCount);
      if (bits >= neededBits[family]) yield other;
    }
  }
}

/** Per position, the first that has a value in common with it, directly or by way of others. */
function partsBy(valuesOf: readonly (readonly number[])[]): Int32Array {
  const firstWith = new Map<number, number>();
  const from: number[] = [];
  const to: number[] = [];
  for (const [position, values] of valuesOf.entries()) {
    for (const value of values) {
      from.push(firstWith.get(value) ?? position);
      to.push(position);
      if (!firstWith.has(value)) firstWith.set(value, position);
    }
  }
  return connectedComponents(valuesOf.length, from, to);
}

function isOnePart(partOf: Int32Array, joints: number): boolean {
  const sizes = groupBy(partOf.length, (position) => partOf[position]).map(({ length }) => length);
  return sizes.length >= joints && 2 * Math.max(...sizes) < partOf.length;
}

/** What hub groups say of two accounts. */
export const inHubGroup = { apart: 0, sameHub: 1, samePart: 2 } as const;
export type InHubGroup = (typeof inHubGroup)[keyof typeof inHubGroup];

/**
 * Says whether two accounts stand side by side in some hub group, the smaller first: within `linksPerMember` places, so that each has as
 * many links in it as a member needs and more; and whether they are in one part of it.
 */
export function pairHubGroups(index: IdentifierIndex, policy: EvidencePolicy): (a: number, b: number) => InHubGroup {
  const smaller: number[] = [];
  const larger: number[] = [];
  const says: InHubGroup[] = [];
  for (const { accounts, partOf } of findHubGroups(index, policy)) {
    for (let place = 0; place < accounts.length; place++) {
      for (let next = place + 1; next <= Math.min(place + policy.linksPerMember, accounts.length - 1); next++) {
        smaller.push(Math.min(accounts[place], accounts[next]));
        larger.push(Math.max(accounts[place], accounts[next]));
        says.push(partOf[place] === partOf[next] ? inHubGroup.samePart : inHubGroup.sameHub);
      }
    }
  }
  const { start, positions } = positionsByKey(smaller, index.accountCount);
  return (a, b) => {
    let most: InHubGroup = inHubGroup.apart;
    for (let at = start[a]; at < start[a + 1]; at++) {
      if (larger[positions[at]] === b && says[positions[at]] > most) most = says[positions[at]];
    }
    return most;
  };
}
