import type { Database } from "../db/database.ts";
import { judge } from "../detection/judge.ts";
import type { Policy } from "../detection/policy.ts";
import type { AccountId } from "../model/account.ts";
import type { MatchIndicators } from "../model/indicator.ts";
import type { AssessedEvidence, AssessedRing, Assessment, Certainty } from "../model/assessment.ts";
import type { RingId } from "../model/ring.ts";
import { isInnocent } from "../model/verdict.ts";
import { describeAttachment, describeIndicator, describeUse, describeVerdict } from "./describe-assessment.ts";
import { BasisMemory, type KnownBasis } from "./find-basis.ts";
import { findKnownIdentifiers, type KnownIdentifier } from "./find-known-identifiers.ts";
import type { ReadSignup } from "./read-signup.ts";
import { type RingUse, selectAccountIds, selectMemberSightings, selectRingUses } from "./use-queries.ts";
import { weighLinks, type WeighedLink } from "./weigh-links.ts";
import { type Membership, weighMembership } from "./weigh-membership.ts";

/** Rings that are looked at, members that a sign-up is weighed against, and links of a ring that are told: so that no hub makes it slow. */
const mostRings = 8;
const mostMembers = 48;
const linksTold = 5;
const nearlyCertain = 0.99;

/** Says what would be thought of a sign-up. */
export type AssessSignup = (signup: ReadSignup) => Promise<Assessment>;

/**
 * Prepares the assessing of sign-ups that have not taken place, against the rings of the newest run. It stores nothing.
 *
 * Every look is by index and bounded, however many accounts use what the sign-up uses: its identifiers, the last members of the likeliest flagged
 * rings that were seen with them, and what these have in common with it. What came in since the newest run is not known yet.
 *
 * What peers say of it is shown and changes nothing, least of all of what an analyst has excused.
 */
export function createAssessor(
  { db }: Pick<Database, "db">,
  matchIndicators: MatchIndicators = async (identifiers) => identifiers.map(() => []),
): AssessSignup {
  const memory = new BasisMemory();
  return async (signup) => {
    const basis = await memory.find(db);
    const known = await findKnownIdentifiers(db, signup.identifiers, signup.occurredAt);
    const judged = known.flatMap(toVerdictEvidence);
    const told = await findTold(known, signup.occurredAt);
    const against =
      signup.organizationId === null ? [] : ["It belongs to an organisation that the provider has verified"];
    if (!basis) {
      const evidence = [...judged, ...told];
      return { risk: 0, certainty: certaintyOf([], evidence), rings: [], evidence, against, basis };
    }

    const asked = known.filter(({ key, verdict }) => key !== undefined && !(verdict && isInnocent(verdict.verdict)));
    const uses =
      asked.length === 0
        ? []
        : await selectRingUses(
            db,
            asked.map(({ key }) => key as number),
          );
    const weighed = weighRings(uses, asked, signup, basis).slice(0, mostRings);
    const attached = weighed.filter(({ membership }) => membership.belongs);
    const links = await findLinks(attached, asked, signup, basis);
    const ids = await selectAccountIds(
      db,
      links.map(({ accountKey }) => accountKey),
    );
    const rings = attached.map((ring) => toAssessedRing(ring, links, ids));
    const evidence = [...judged, ...weighed.flatMap(toUseEvidence), ...told].sort((a, b) => b.bits - a.bits);
    const { runId, asOf, policyVersion, population } = basis;
    return {
      risk: Math.max(
        riskOfVerdicts(judged, basis.policy),
        ...rings.map(({ membership, risk }) => membership * risk),
        0,
      ),
      certainty: certaintyOf(rings, evidence),
      rings,
      evidence,
      against: [
        ...against,
        ...known.flatMap(({ kind, verdict }) =>
          verdict && isInnocent(verdict.verdict) ? [describeVerdict(kind, verdict)] : [],
        ),
      ],
      basis: { runId, asOf, policyVersion, population },
    };
  };

  async function findTold(known: readonly KnownIdentifier[], at: Date): Promise<AssessedEvidence[]> {
    const asked = known.filter(({ verdict }) => !(verdict && isInnocent(verdict.verdict)));
    const matches = await matchIndicators(asked, at);
    const nothing = { ringId: null, bits: 0, memberCount: 0, otherCount: 0, verdict: null };
    return asked.flatMap(({ kind }, place) =>
      (matches[place] ?? []).map((indicator) => {
        return { kind, ...nothing, indicator, sentence: describeIndicator(kind, indicator) };
      }),
    );
  }

  async function findLinks(
    attached: readonly WeighedRing[],
    asked: readonly KnownIdentifier[],
    { occurredAt }: ReadSignup,
    { population, windowDays, policy }: KnownBasis,
  ): Promise<WeighedLink[]> {
    const sharers = new Map(
      attached.flatMap(({ uses }) => uses.map((use) => [use.identifierKey, use.sharers] as const)),
    );
    const identifiers = asked.flatMap(({ key = 0, kind }) =>
      sharers.has(key) ? [{ key, kind, sharers: sharers.get(key) as number }] : [],
    );
    const members = likeliestMembers(attached);
    if (members.length === 0) return [];
    const seen = await selectMemberSightings(
      db,
      members,
      identifiers.map(({ key }) => key),
    );
    const toSeconds = (time: Date) => Math.floor(time.getTime() / 1000);
    const inSeconds = seen.map(({ accountKey, identifierKey, firstSeenAt, lastSeenAt }) => {
      return { accountKey, identifierKey, firstSeen: toSeconds(firstSeenAt), lastSeen: toSeconds(lastSeenAt) };
    });
    const options = {
      at: toSeconds(occurredAt),
      population,
      windowSeconds: windowDays * 86_400,
      policy: policy.evidence,
    };
    return weighLinks(identifiers, inSeconds, options);
  }
}

interface WeighedRing {
  readonly ringId: RingId;
  readonly risk: number;
  readonly memberCount: number;
  readonly uses: readonly RingUse[];
  /** One for each identifier that is shared, in the order of `membership.bitsOf`. */
  readonly shared: readonly { readonly identifier: KnownIdentifier; readonly use: RingUse }[];
  readonly membership: Membership;
}

/** The rings that use any of it: those that it would belong to first, then by the bits above what is needed. */
function weighRings(
  uses: readonly RingUse[],
  asked: readonly KnownIdentifier[],
  { occurredAt }: ReadSignup,
  { strangers, policy }: KnownBasis,
): WeighedRing[] {
  const byRing = new Map<RingId, RingUse[]>();
  for (const use of uses) byRing.set(use.ringId, [...(byRing.get(use.ringId) ?? []), use]);
  const rings = [...byRing].map(([ringId, ofRing]): WeighedRing => {
    const [{ ringRisk: risk, memberCount }] = ofRing as [RingUse];
    const shared = asked.flatMap((identifier) => {
      const use = ofRing.find(({ identifierKey }) => identifierKey === identifier.key);
      return use ? [{ identifier, use }] : [];
    });
    const membership = weighMembership(
      shared.map(({ identifier: { kind }, use }) => {
        return {
          kind,
          users: use.users,
          someUser: use.accountKey,
          lastSeenAt: use.ringLastSeenAt,
          strangers: use.strangers,
        };
      }),
      { memberCount, strangers, at: occurredAt },
      policy.evidence,
    );
    return { ringId, risk, memberCount, uses: ofRing, shared, membership };
  });
  const excess = ({ membership }: WeighedRing) => membership.bits - membership.neededBits;
  return rings.sort(
    (a, b) =>
      Number(b.membership.belongs) - Number(a.membership.belongs) ||
      excess(b) - excess(a) ||
      (a.ringId < b.ringId ? -1 : 1),
  );
}

/** Members that use the most of what the sign-up uses come first. */
function likeliestMembers(attached: readonly WeighedRing[]): number[] {
  const counts = new Map<number, number>();
  for (const { uses } of attached) {
    for (const { accountKey } of uses) counts.set(accountKey, (counts.get(accountKey) ?? 0) + 1);
  }
  const ordered = [...counts].sort(([keyA, a], [keyB, b]) => b - a || keyA - keyB);
  return ordered.slice(0, mostMembers).map(([key]) => key);
}

function toAssessedRing(
  { ringId, risk, memberCount, uses, membership }: WeighedRing,
  links: readonly WeighedLink[],
  ids: ReadonlyMap<number, AccountId>,
): AssessedRing {
  const members = new Set(uses.map(({ accountKey }) => accountKey));
  const own = links.filter(({ accountKey }) => members.has(accountKey) && ids.has(accountKey));
  const { bits, neededBits, byFamily, probability } = membership;
  return {
    ringId,
    risk,
    membership: probability,
    bits,
    neededBits,
    byFamily,
    links: own
      .slice(0, linksTold)
      .map(({ accountKey, ...link }) => ({ accountId: ids.get(accountKey) as AccountId, ...link })),
    sentence: describeAttachment({
      ringId,
      risk,
      memberCount,
      bits,
      neededBits,
      membership: probability,
      links: own.length,
    }),
  };
}

function toUseEvidence({ ringId, memberCount, shared, membership }: WeighedRing): AssessedEvidence[] {
  return shared.flatMap(({ identifier: { kind, verdict }, use }, place): AssessedEvidence[] => {
    const bits = membership.bitsOf[place] as number;
    if (bits === 0) return [];
    const { users, strangers } = use;
    const sentence = describeUse(kind, { ringId, memberCount, users, strangers, bits });
    return [
      {
        kind,
        ringId,
        bits,
        memberCount: users,
        otherCount: strangers,
        verdict: verdict?.verdict ?? null,
        indicator: null,
        sentence,
      },
    ];
  });
}

function toVerdictEvidence({ kind, verdict }: KnownIdentifier): AssessedEvidence[] {
  // A verdict on an address covers the network around it: it is told once.
  if (!verdict || isInnocent(verdict.verdict)) return [];
  const sentence = describeVerdict(kind, verdict);
  const nothing = { ringId: null, bits: 0, memberCount: 0, otherCount: 0, indicator: null };
  return [{ kind, ...nothing, verdict: verdict.verdict, sentence }];
}

/** What is known to be bad weighs as it would for a group of which nothing else is known. */
function riskOfVerdicts(judged: readonly AssessedEvidence[], policy: Policy): number {
  if (judged.length === 0) return 0;
  const { weight } = policy.signals.knownAbuse;
  return judge([{ name: "known-abuse", weight, summary: "" }], policy.smallCommunity.below, policy).risk;
}

function certaintyOf(rings: readonly AssessedRing[], evidence: readonly AssessedEvidence[]): Certainty {
  const best = Math.max(0, ...rings.map(({ membership }) => membership));
  if (best >= nearlyCertain) return "near_certain";
  if (rings.length > 0) return "likely";
  return evidence.length > 0 ? "ties_only" : "nothing_known";
}
