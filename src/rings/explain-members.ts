import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import { showPlainly } from "../contract/mask-identifiers.ts";
import type { IdentifierKind, Reveal } from "../model/identifier.ts";
import type { MemberExplanation } from "../model/ring-member.ts";
import type { RingId } from "../model/ring.ts";
import type { VerdictKind } from "../model/verdict.ts";
import { describeMember, type JudgedThing, type MemberFacts, type SharedThing } from "./describe-member.ts";

/** More of what a member shares is in the ring's evidence. */
const sharedShown = 5;
/** What says less than a bit - a mail domain that half of all people use - explains nothing. */
const leastBits = 1;

/**
 * Says of members of a ring, in sentences, what ties them to it and what speaks against that.
 *
 * @param accountKeys of members
 * @param reveal how identifiers are shown in the sentences
 * @returns by account key
 */
export async function explainMembers(
  db: Db,
  ringId: RingId,
  accountKeys: readonly number[],
  reveal: Reveal = showPlainly,
): Promise<Map<number, MemberExplanation>> {
  if (accountKeys.length === 0) return new Map();
  const shared = await selectShared(db, ringId, accountKeys);
  const judged = await selectJudged(db, ringId, accountKeys);
  const facts = await selectFacts(db, accountKeys);
  return new Map(
    facts.map((member) => {
      const { account_key: key } = member;
      const [sharedThings, judgedThings] = [shared.get(key) ?? [], judged.get(key) ?? []];
      return [key, describeMember(toFacts(member, sharedThings.map(reveal), judgedThings.map(reveal)))];
    }),
  );
}

interface SharedRow {
  readonly account_key: number;
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly bits: number;
  readonly member_count: number;
  readonly other_count: number;
}

/**
 * What each shares with the ring: the most telling of each family, then the next ones; a prefix only where it shares no address.
 *
 * `offset 0` keeps the planner from going through all of the ring's evidence for each member, where a member has a few dozen sightings.
 */
async function selectShared(db: Db, ringId: RingId, keys: readonly number[]): Promise<Map<number, SharedThing[]>> {
  const { rows } = await sql<SharedRow>`
    select member.account_key, shared.* from unnest(${keys}::bigint[]) as member (account_key)
    cross join lateral (
      select identifier_kinds.name as kind, identifiers.value, evidence.bits, evidence.member_count, evidence.other_count,
        row_number() over (
          partition by family order by evidence.bits desc, identifier_kinds.name collate "C", identifiers.value
        ) as place_in_family
      from sightings
      cross join lateral (
        select bits, member_count, other_count from ring_identifiers
        where ring_id = ${ringId} and ring_identifiers.identifier_key = sightings.identifier_key offset 0
      ) evidence
      join identifiers on identifiers.key = sightings.identifier_key
      join identifier_kinds on identifier_kinds.code = identifiers.kind
      where sightings.account_key = member.account_key and evidence.bits >= ${leastBits}
        and (identifier_kinds.name <> 'ip_prefix' or not exists (
          select from sightings address
          cross join lateral (
            select from ring_identifiers
            where ring_id = ${ringId} and ring_identifiers.identifier_key = address.identifier_key offset 0
          ) shared_address
          where address.account_key = member.account_key and address.kind = (select code from identifier_kinds where name = 'ip')))
      order by place_in_family, evidence.bits desc, identifier_kinds.name collate "C", identifiers.value
      limit ${sharedShown}
    ) shared
    order by member.account_key, place_in_family, bits desc, kind collate "C", value`.execute(db);
  const shared = new Map<number, SharedThing[]>();
  for (const { account_key, kind, value, bits, member_count, other_count } of rows) {
    const thing = { kind, value, bits, otherMembers: member_count - 1, outsiders: other_count };
    shared.set(account_key, [...(shared.get(account_key) ?? []), thing]);
  }
  return shared;
}

interface JudgedRow {
  readonly account_key: number;
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly verdict: VerdictKind;
  readonly author: string;
  readonly reason: string;
}

/** What each uses that had a verdict when the run looked, as the verdict was then. */
async function selectJudged(db: Db, ringId: RingId, keys: readonly number[]): Promise<Map<number, JudgedThing[]>> {
  const { rows } = await sql<JudgedRow>`
    select account_key, identifier_kinds.name as kind, identifiers.value, verdict, author, reason
    from ring_identifiers
    join identifier_verdicts on identifier_verdicts.id = verdict_id
    join sightings using (identifier_key)
    join identifiers on identifiers.key = identifier_key
    join identifier_kinds on identifier_kinds.code = identifiers.kind
    where ring_id = ${ringId} and account_key = any(${keys}::bigint[])
    order by account_key, identifier_kinds.name collate "C", identifiers.value`.execute(db);
  const judged = new Map<number, JudgedThing[]>();
  for (const { account_key, ...thing } of rows) judged.set(account_key, [...(judged.get(account_key) ?? []), thing]);
  return judged;
}

interface FactsRow {
  readonly account_key: number;
  readonly organization_id: string | null;
  readonly signed_up_at: Date | null;
  readonly window_start: Date;
  readonly addresses: number;
  readonly own_addresses: number;
  readonly cards: number;
  readonly own_cards: number;
  readonly devices: number;
  readonly own_devices: number;
  readonly partner: string | null;
  readonly bits: number | null;
  readonly network: number | null;
  readonly payment: number | null;
  readonly content: number | null;
  readonly device: number | null;
  readonly contact: number | null;
  readonly timing: number | null;
}

async function selectFacts(db: Db, keys: readonly number[]): Promise<FactsRow[]> {
  const { rows } = await sql<FactsRow>`
    select ring_members.*, accounts.organization_id, accounts.signed_up_at, link.*,
      runs.as_of - make_interval(days => runs.window_days) as window_start
    from ring_members
    join accounts on accounts.key = account_key
    join rings on rings.id = ring_id
    join runs on runs.id = rings.last_run_id
    left join lateral (
      select partners.id as partner, bits, network, payment, content, device, contact, timing
      from ring_links join accounts partners on partners.key = partner_key
      where ring_links.account_key = ring_members.account_key
      order by bits desc, partners.id limit 1
    ) link on true
    where ring_members.account_key = any(${keys}::bigint[])`.execute(db);
  return rows;
}

function toFacts(row: FactsRow, shared: readonly SharedThing[], judged: readonly JudgedThing[]): MemberFacts {
  const { network, payment, content, device, contact } = row;
  const byFamily = {
    network: network ?? 0,
    payment: payment ?? 0,
    content: content ?? 0,
    device: device ?? 0,
    contact: contact ?? 0,
  };
  return {
    shared,
    judged,
    strongestLink:
      row.partner === null
        ? undefined
        : { partner: row.partner, bits: row.bits ?? 0, byFamily, timing: row.timing ?? 0 },
    belongings: {
      addresses: { count: row.addresses, own: row.own_addresses },
      cards: { count: row.cards, own: row.own_cards },
      devices: { count: row.devices, own: row.own_devices },
    },
    organizationId: row.organization_id,
    signedUpBeforeWindow:
      row.signed_up_at !== null && row.signed_up_at <= row.window_start ? row.signed_up_at : undefined,
  };
}
