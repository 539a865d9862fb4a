import { type BelongingSort, type Belongings, belongingSorts } from "../model/belongings.ts";
import { families, type Family, type Identifier } from "../model/identifier.ts";
import type { MemberExplanation } from "../model/ring-member.ts";
import { isInnocent, type VerdictKind } from "../model/verdict.ts";
import { countOf, listWords, nounOf } from "./words.ts";

/** An identifier that a member shares with others of its ring. */
export interface SharedThing extends Identifier {
  readonly otherMembers: number;
  /** Accounts in the window that use it and are not members. */
  readonly outsiders: number;
  /** What sharing it says about two accounts. */
  readonly bits: number;
}

/** An identifier that a member uses and that an analyst has judged. */
export interface JudgedThing extends Identifier {
  readonly verdict: VerdictKind;
  readonly author: string;
  readonly reason: string;
}

/** What is known of a member beside its ring. */
export interface MemberFacts {
  /** The most telling of each family first. */
  readonly shared: readonly SharedThing[];
  /** By kind and value. */
  readonly judged: readonly JudgedThing[];
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
  const { shared, judged, strongestLink, belongings, organizationId, signedUpBeforeWindow } = facts;
  const bad = judged.filter(({ verdict }) => !isInnocent(verdict));
  const excused = judged.filter(({ verdict }) => isInnocent(verdict));
  const withoutOwn = belongingSorts.filter((sort) => belongings[sort].count > 0 && belongings[sort].own === 0);
  const withOwn = belongingSorts.filter((sort) => belongings[sort].own > 0);
  return {
    reasons: [
      ...bad.map(describeBad),
      ...shared.map(describeShared),
      ...(strongestLink ? [describeLink(strongestLink)] : []),
      ...(withoutOwn.length > 0
        ? [`has none for itself of its ${listWords(withoutOwn.map((sort) => amount(sort, belongings[sort].count)))}`]
        : []),
    ],
    against: [
      ...excused.map(describeExcused),
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

function describeBad({ kind, value, author, reason }: JudgedThing): string {
  return `uses ${nounOf(kind, 1)} ${value}, which is known to be bad (${author}: ${reason})`;
}

function describeExcused({ kind, value, verdict, author, reason }: JudgedThing): string {
  return `uses ${nounOf(kind, 1)} ${value}, which ties nobody: ${excuses[verdict as InnocentVerdict]} (${author}: ${reason})`;
}

type InnocentVerdict = Exclude<VerdictKind, "known_bad">;

/** What a verdict says, as the end of a sentence. */
const excuses: Readonly<Record<InnocentVerdict, string>> = {
  office: "it is an office's",
  university: "it is a university's",
  household: "it is a household's",
  company_card: "it is a company's card",
  ci: "build runners use it",
  carrier: "it is a carrier's",
  vpn: "it is a VPN's",
  gateway: "it is a gateway's",
  public_place: "it is a public place's",
  popular_tool: "a popular tool sends it",
};

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
