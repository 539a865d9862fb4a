import { type BelongingSort, type Belongings, belongingSorts } from "../model/belongings.ts";
import { families, type Family, type Identifier } from "../model/identifier.ts";
import type { MemberExplanation } from "../model/ring-member.ts";
import { countOf, listWords, nounOf } from "./words.ts";

/** An identifier that a member shares with others of its ring. */
export interface SharedThing extends Identifier {
  readonly otherMembers: number;
  /** Accounts in the window that use it and are not members. */
  readonly outsiders: number;
  /** What sharing it says about two accounts. */
  readonly bits: number;
}

/** What is known of a member beside its ring. */
export interface MemberFacts {
  /** The most telling of each family first. */
  readonly shared: readonly SharedThing[];
  readonly strongestLink:
    | {
        readonly partner: string;
        readonly bits: number;
        readonly byFamily: Readonly<Record<Family, number>>;
        readonly timing: number;
      }
    | undefined;
  readonly belongings: Readonly<Record<BelongingSort, Belongings>>;
  readonly organizationId: string | null;
  /** When it signed up, where that was before the run's window. */
  readonly signedUpBeforeWindow: Date | undefined;
}

/** Says in sentences what ties a member to its ring, with identifiers, counts and bits, and what speaks against it. */
export function describeMember(facts: MemberFacts): MemberExplanation {
  const { shared, strongestLink, belongings, organizationId, signedUpBeforeWindow } = facts;
  const withoutOwn = belongingSorts.filter((sort) => belongings[sort].count > 0 && belongings[sort].own === 0);
  const withOwn = belongingSorts.filter((sort) => belongings[sort].own > 0);
  return {
    reasons: [
      ...shared.map(describeShared),
      ...(strongestLink ? [describeLink(strongestLink)] : []),
      ...(withoutOwn.length > 0
        ? [`has none for itself of its ${listWords(withoutOwn.map((sort) => amount(sort, belongings[sort].count)))}`]
        : []),
    ],
    against: [
      ...withOwn.map((sort) => describeOwn(sort, belongings[sort])),
      ...(organizationId === null ? [] : [`belongs to the verified organisation ${organizationId}`]),
      ...(signedUpBeforeWindow ? [`has been a customer since ${signedUpBeforeWindow.toISOString().slice(0, 10)}`] : []),
    ],
  };
}

function describeShared({ kind, value, otherMembers, outsiders, bits }: SharedThing): string {
  const outside = outsiders === 0 ? "nobody else" : `${countOf(outsiders, "account")} outside`;
  return `shares ${nounOf(kind, 1)} ${value} with ${countOf(otherMembers, "other member")} and ${outside} (${bits.toFixed(1)} bits)`;
}

function describeLink({ partner, bits, byFamily, timing }: NonNullable<MemberFacts["strongestLink"]>): string {
  const parts = families
    .filter((family) => byFamily[family] > 0)
    .map((family) => `${family} ${byFamily[family].toFixed(1)}`);
  if (timing > 0) parts.push(`closeness in time ${timing.toFixed(1)}`);
  return `is most strongly linked with ${partner}, by ${bits.toFixed(1)} bits: ${listWords(parts)}`;
}

function describeOwn(sort: BelongingSort, { count, own }: Belongings): string {
  if (own === count) return `nobody else uses its ${amount(sort, count)}`;
  return `${own} of its ${amount(sort, count)} ${own === 1 ? "is" : "are"} used by nobody else`;
}

const singular: Readonly<Record<BelongingSort, string>> = { addresses: "address", cards: "card", devices: "device" };

const amount = (sort: BelongingSort, count: number): string => `${count} ${count === 1 ? singular[sort] : sort}`;
