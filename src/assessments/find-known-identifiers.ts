import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import { type Identifier, identifierKinds } from "../model/identifier.ts";
import { isInnocent, type VerdictKind } from "../model/verdict.ts";

/** An identifier of a sign-up, and what is known of it. */
export interface KnownIdentifier extends Identifier {
  /** Undefined where no event has shown it. */
  readonly key: number | undefined;
  readonly verdict: GivenVerdict | undefined;
}

export interface GivenVerdict {
  readonly verdict: VerdictKind;
  readonly author: string;
  readonly reason: string;
}

interface Row {
  readonly place: number;
  readonly key: number | null;
  readonly verdict: VerdictKind | null;
  readonly author: string | null;
  readonly reason: string | null;
}

/**
 * Looks identifiers up, with the verdicts that count at a moment. A verdict on a network covers the address in it that has none of its own;
 * where an address is excused, so is the network around it.
 */
export async function findKnownIdentifiers(
  db: Db,
  identifiers: readonly Identifier[],
  at: Date,
): Promise<KnownIdentifier[]> {
  if (identifiers.length === 0) return [];
  const codes = identifiers.map(({ kind }) => identifierKinds[kind].code);
  const values = identifiers.map(({ value }) => value);
  const { rows } = await sql<Row>`
    select place::integer - 1 as place, known.key, given.verdict, given.author, given.reason
    from unnest(${codes}::smallint[], ${values}::text[]) with ordinality as named (kind, value, place)
    left join lateral (
      select key from identifiers where identifiers.value = named.value and identifiers.kind = named.kind offset 0
    ) known on true
    left join lateral (
      select * from (
        select verdict, author, reason, expires_at from identifier_verdicts
        where identifier_verdicts.value = named.value and identifier_verdicts.kind = named.kind
        order by id desc limit 1
      ) newest where verdict is not null and (expires_at is null or expires_at > ${at})
    ) given on true
    order by place`.execute(db);
  const found = rows.map(({ place, key, verdict, author, reason }): KnownIdentifier => {
    const given = verdict === null ? undefined : { verdict, author: author ?? "", reason: reason ?? "" };
    return { ...(identifiers[place] as Identifier), key: key ?? undefined, verdict: given };
  });
  return coverNetworks(found);
}

function coverNetworks(found: readonly KnownIdentifier[]): KnownIdentifier[] {
  const network = found.find(({ kind }) => kind === "ip_prefix")?.verdict;
  const address = found.find(({ kind }) => kind === "ip")?.verdict ?? network;
  const isExcused = address !== undefined && isInnocent(address.verdict);
  return found.map((identifier) => {
    if (identifier.kind === "ip") return { ...identifier, verdict: address };
    if (identifier.kind === "ip_prefix" && isExcused) return { ...identifier, verdict: network ?? address };
    return identifier;
  });
}
