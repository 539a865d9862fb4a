import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { AccountId } from "../model/account.ts";
import type { AccountLink } from "../model/account-profile.ts";
import { showPlainly } from "../contract/mask-identifiers.ts";
import type { Identifier, IdentifierKind, Reveal } from "../model/identifier.ts";

/** Enough to see why; the whole is in the ring's evidence. */
const sharedShown = 5;

export interface LinkListOptions {
  readonly limit?: number;
  /** Where the page before ended. */
  readonly after?: Pick<AccountLink, "bits" | "partnerId"> | undefined;
  /** How identifiers are shown; plainly unless told. */
  readonly reveal?: Reveal | undefined;
}

/** The strongest links of an account inside its ring, strongest first, ties by the partner's id, with what each rests on. */
export async function listAccountLinks(
  db: Db,
  accountKey: number,
  { limit, after, reveal = showPlainly }: LinkListOptions = {},
): Promise<AccountLink[]> {
  const rows = await db
    .selectFrom("ring_links")
    .innerJoin("accounts", "accounts.key", "ring_links.partner_key")
    .select(["accounts.id", "bits", "network", "payment", "content", "device", "contact", "timing"])
    .select(sharedIdentifiers.as("shared"))
    .where("account_key", "=", accountKey)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(bits < ${after?.bits}::real or (bits = ${after?.bits}::real and accounts.id > ${after?.partnerId}))`,
      ),
    )
    .orderBy("bits", "desc")
    .orderBy("accounts.id")
    .$if(limit !== undefined, (query) => query.limit(limit as number))
    .execute();
  return rows.map(({ id, bits, timing, shared, network, payment, content, device, contact }) => ({
    partnerId: id as AccountId,
    bits,
    byFamily: { network, payment, content, device, contact },
    timing,
    shared: shared.map(({ kind, value }) => reveal({ kind: kind as IdentifierKind, value })),
  }));
}

/** The rarest first: what says most of the ring where it is among the ring's evidence, then by name so that the order holds. */
const sharedIdentifiers = sql<Identifier[]>`
  coalesce((
    select json_agg(json_build_object('kind', both_use.kind, 'value', both_use.value) order by both_use.place)
    from (
      select
        identifier_kinds.name as kind,
        identifiers.value,
        row_number() over (
          order by ring_identifiers.bits desc nulls last, identifier_kinds.name collate "C", identifiers.value
        ) as place
      from sightings mine
      join sightings theirs
        on theirs.account_key = ring_links.partner_key and theirs.identifier_key = mine.identifier_key
      join identifiers on identifiers.key = mine.identifier_key
      join identifier_kinds on identifier_kinds.code = identifiers.kind
      left join ring_identifiers
        on ring_identifiers.ring_id = ring_links.ring_id and ring_identifiers.identifier_key = mine.identifier_key
      where mine.account_key = ring_links.account_key
        and (ring_identifiers.verdict_id is null or ring_identifiers.bits > 0)
      order by place
      limit ${sharedShown}
    ) both_use
  ), '[]'::json)`;
