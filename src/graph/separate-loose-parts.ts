import { families, identifierKinds } from "../model/identifier.ts";
import { countUses, type Membership } from "./community-uses.ts";
import { connectedComponents } from "./connected-components.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import { findAppendages, type UseGraph } from "./find-appendages.ts";
import { groupBy } from "./group-by.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import { familyOfCode } from "./pair-evidence.ts";
import { positionsByKey } from "./positions-by-key.ts";

const network = families.indexOf("network");
const content = families.indexOf("content");

/**
 * Makes communities of their own of the small parts that one identifier alone, or addresses alone, tie to a larger one.
 *
 * A family behind a ring's proxies shares addresses with many of its members; what else its accounts share, the card and the tablet, they
 * share with each other, and so vouch for each other inside the ring. Addresses come by themselves where a proxy network rents out
 * homes; a second family has to lead out of the part. Where most accounts would be in such parts, as in a ring of a few accounts to each card
 * behind one line, that line is what the community is: addresses that half of it uses are then as good as a second family.
 *
 * Small parts whom nothing ties to the rest but prompts that less than a quarter of the community sends (less than half, where that is but a few accounts), and addresses of a carrier that say little,
 * are on their own too: families are no ring, however many. Prefixes that a tenth of the community uses
 * hold it together, since a ring may have an address each in one subnet. A subnet where many of it are and hardly anybody else is rented
 * servers, no homes, and as good as a second family. These shares stand in the policy (`common`).
 *
 * A company on a card of its own, of which somebody works through a ring's proxies, is no part of the ring either, whatever its size: of a
 * ring's card groups nearly all come through its proxies.
 *
 * A part is small below `smallestJoinedCore`: card groups of a ring that has nothing but its proxies in common are larger, and stay.
 */
export function separateLooseParts(membership: Membership, index: IdentifierIndex, policy: EvidencePolicy): Membership {
  const separated = separateOnce(membership, index, policy);
  // What is left is another community, of which other identifiers are typical.
  return separated.sizes.length > membership.sizes.length ? separateLooseParts(separated, index, policy) : membership;
}

function separateOnce(membership: Membership, index: IdentifierIndex, policy: EvidencePolicy): Membership {
  const communityOf = membership.communityOf.slice();
  const sizes = [...membership.sizes];
  const ties = tiesOf(membership, index, policy);
  const members = groupBy(communityOf.length, (account) => communityOf[account]);
  for (const accounts of members) {
    const community = communityOf[accounts[0]];
    if (community < 0 || accounts.length <= policy.smallestJoinedCore) continue;
    for (const part of looseParts(accounts, ties[community], index, policy)) {
      if (part.length === sizes[community]) break;
      sizes[community] -= part.length;
      for (const account of part) communityOf[account] = sizes.length;
      sizes.push(part.length);
    }
  }
  return { communityOf, sizes: Int32Array.from(sizes) };
}

/** An identifier that says who belongs to a community. */
interface Tie {
  readonly identifier: number;
  readonly family: number;
  readonly isPrefix: boolean;
  readonly isOwnSubnet: boolean;
  readonly bits: number;
  /** Whether so much of the community uses it that it is what the community is. */
  readonly isCommon: boolean;
}

function tiesOf(membership: Membership, index: IdentifierIndex, policy: EvidencePolicy): Tie[][] {
  const uses = countUses(index, membership);
  const familyOf = familyOfCode();
  const ties = Array.from(membership.sizes, () => [] as Tie[]);
  for (let identifier = 0; identifier < index.identifierCount; identifier++) {
    const family = familyOf[index.kind[identifier]];
    const isPrefix = index.kind[identifier] === identifierKinds.ip_prefix.code;
    for (let use = uses.start[identifier]; use < uses.start[identifier + 1]; use++) {
      const community = uses.community[use];
      if (uses.users[use] < 2 || uses.bits[use] < policy.affinity.familyBits[families[family]]) continue;
      const share = uses.users[use] / membership.sizes[community];
      const isTemplate = family === content && uses.users[use] >= policy.smallestJoinedCore;
      const isOwnSubnet = isPrefix && isOwn(uses.users[use], uses.sharers[use], policy);
      const isCommon = isOwnSubnet || share >= (isTemplate ? policy.common.content : policy.common.hub);
      if (isPrefix && !isOwnSubnet && share < policy.common.prefix) continue;
      ties[community].push({ identifier, family, isPrefix, isOwnSubnet, bits: uses.bits[use], isCommon });
    }
  }
  return ties;
}

/** Whether a subnet is the community's own: many of it are there, and hardly anybody else. */
function isOwn(members: number, users: number, { common }: EvidencePolicy): boolean {
  return members >= common.ownSubnet && users - members <= common.strangers * users;
}

/** The small parts, each account in one of them at most. */
function* looseParts(
  accounts: Int32Array,
  ties: readonly Tie[],
  index: IdentifierIndex,
  policy: EvidencePolicy,
): Iterable<Int32Array> {
  const smallest = policy.smallestJoinedCore;
  const firm = ties.filter(({ isPrefix, isOwnSubnet }) => !isPrefix || isOwnSubnet);
  const graph = toUseGraph(accounts, firm, index);
  const withPrefixes = toUseGraph(accounts, ties, index);
  const canCut = (node: number) => !firm[node - accounts.length].isCommon;
  const isTaken = new Uint8Array(accounts.length);
  for (const part of [
    ...tiedByAddresses(graph, firm, smallest),
    ...findAppendages(graph, canCut, smallest),
    ...tiedByLittle(withPrefixes, ties, policy),
    ...tiedByFew(withPrefixes, ties, smallest),
  ]) {
    const free = part.filter((account) => !isTaken[account]);
    for (const account of free) isTaken[account] = 1;
    if (free.length > 0) yield Int32Array.from(free, (account) => accounts[account]);
  }
}

function tiedByAddresses(graph: UseGraph, ties: readonly Tie[], smallest: number): Int32Array[] {
  const smallParts = (counts: (tie: Tie) => boolean) => {
    const parts = partsBy(graph, ties, counts);
    return parts.some(({ length }) => length >= smallest) ? parts.filter(({ length }) => length < smallest) : [];
  };
  const small = smallParts(({ family, isOwnSubnet }) => family !== network || isOwnSubnet);
  const inSmall = small.reduce((sum, { length }) => sum + length, 0);
  return 2 * inSmall < graph.accountCount
    ? small
    : smallParts(({ family, isCommon }) => family !== network || isCommon);
}

function tiedByLittle(
  graph: UseGraph,
  ties: readonly Tie[],
  { smallestJoinedCore, common }: EvidencePolicy,
): Int32Array[] {
  const parts = partsBy(graph, ties, ({ family, bits, isCommon, isOwnSubnet }) => {
    return family === content ? isCommon : family !== network || isOwnSubnet || bits >= common.addressBits;
  });
  return parts.filter(({ length }) => length > 1 && length < smallestJoinedCore);
}

/** Larger parts, too, that addresses alone tie to the rest, and those of less than half of their accounts. */
function tiedByFew(graph: UseGraph, ties: readonly Tie[], smallest: number): Int32Array[] {
  const parts = partsBy(graph, ties, ({ family, isOwnSubnet }) => family !== network || isOwnSubnet);
  const partOf = new Int32Array(graph.accountCount);
  for (const [part, accounts] of parts.entries()) for (const account of accounts) partOf[account] = part;
  const isTied = new Uint8Array(graph.accountCount);
  for (let node = graph.accountCount; node < graph.start.length - 1; node++) {
    const users = graph.neighbour.subarray(graph.start[node], graph.start[node + 1]);
    if (users.every((account) => partOf[account] === partOf[users[0]])) continue;
    for (const account of users) isTied[account] = 1;
  }
  return parts.filter((accounts) => {
    const tied = accounts.reduce((count, account) => count + isTied[account], 0);
    return accounts.length >= smallest && 2 * accounts.length < graph.accountCount && 2 * tied < accounts.length;
  });
}

/** The connected parts by some of the ties. */
function partsBy({ accountCount, start, neighbour }: UseGraph, ties: readonly Tie[], counts: (tie: Tie) => boolean) {
  const from: number[] = [];
  const to: number[] = [];
  for (const [position, tie] of ties.entries()) {
    if (!counts(tie)) continue;
    const node = accountCount + position;
    for (let edge = start[node]; edge < start[node + 1]; edge++) {
      from.push(neighbour[start[node]]);
      to.push(neighbour[edge]);
    }
  }
  const partOf = connectedComponents(accountCount, from, to);
  return groupBy(accountCount, (account) => partOf[account]);
}

function toUseGraph(accounts: Int32Array, ties: readonly Tie[], index: IdentifierIndex): UseGraph {
  const accountCount = accounts.length;
  const nodeOf = new Map<number, number>(Array.from(accounts, (account, node) => [account, node]));
  const from: number[] = [];
  const to: number[] = [];
  for (const [position, { identifier }] of ties.entries()) {
    for (let place = index.timelineStart[identifier]; place < index.timelineStart[identifier + 1]; place++) {
      const node = nodeOf.get(index.timeline[place]);
      if (node === undefined) continue;
      from.push(node, accountCount + position);
      to.push(accountCount + position, node);
    }
  }
  const { start, positions } = positionsByKey(from, accountCount + ties.length);
  return { accountCount, start, neighbour: positions.map((use) => to[use]) };
}
