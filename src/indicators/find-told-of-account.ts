import type { Db } from "../db/database.ts";
import type { AccountId } from "../model/account.ts";
import type { Identifier, IdentifierKind } from "../model/identifier.ts";
import type { IndicatorMatch, MatchIndicators } from "../model/indicator.ts";

const mostIdentifiers = 1000;

/** What peers say at a moment of what an account was seen with, the last thousand identifiers at most: what was seen last comes first. */
export async function findToldOfAccount(
  db: Db,
  matchIndicators: MatchIndicators,
  { accountId, at }: { readonly accountId: AccountId; readonly at: Date },
): Promise<{ readonly identifier: Identifier; readonly indicator: IndicatorMatch }[]> {
  const rows = await db
    .selectFrom("accounts")
    .innerJoin("sightings", "sightings.account_key", "accounts.key")
    .innerJoin("identifiers", "identifiers.key", "sightings.identifier_key")
    .innerJoin("identifier_kinds", "identifier_kinds.code", "identifiers.kind")
    .select(["identifier_kinds.name as kind", "identifiers.value"])
    .where("accounts.id", "=", accountId)
    .orderBy("last_seen_at", "desc")
    .orderBy("identifiers.key")
    .limit(mostIdentifiers)
    .execute();
  const identifiers = rows.map(({ kind, value }): Identifier => ({ kind: kind as IdentifierKind, value }));
  const matches = await matchIndicators(identifiers, at);
  return identifiers.flatMap((identifier, place) =>
    (matches[place] ?? []).map((indicator) => ({ identifier, indicator })),
  );
}
