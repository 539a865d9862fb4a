import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import { type Identifier, type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import type { RingId, RingStatus } from "../model/ring.ts";

/** An identifier that an event has shown, with the rings whose members share it. */
export interface FoundIdentifier extends Identifier {
  /** The riskiest first. */
  readonly rings: readonly UsingRing[];
}

export interface UsingRing {
  readonly id: RingId;
  readonly status: RingStatus;
  readonly risk: number;
  readonly flagged: boolean;
  readonly memberCount: number;
  /** Members that use the identifier. */
  readonly userCount: number;
}

interface UseRow {
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly rings: UsingRing[];
}

/** Those of some identifiers that were seen, in the order of their kinds. */
export async function findByIdentifier(db: Db, identifiers: readonly Identifier[]): Promise<FoundIdentifier[]> {
  if (identifiers.length === 0) return [];
  const values = identifiers.map(({ value }) => value);
  const codes = identifiers.map(({ kind }) => identifierKinds[kind].code);
  const { rows } = await sql<UseRow>`
    select identifier_kinds.name as kind, identifiers.value, coalesce((
      select jsonb_agg(jsonb_build_object('id', rings.id, 'status', status, 'risk', risk, 'flagged', flagged,
        'memberCount', rings.member_count, 'userCount', ring_identifiers.member_count) order by risk desc, rings.id)
      from ring_identifiers join rings on rings.id = ring_id
      where identifier_key = identifiers.key and status <> 'dissolved'), '[]') as rings
    from unnest(${values}::text[], ${codes}::smallint[]) as wanted (value, kind)
    join identifiers on identifiers.value = wanted.value and identifiers.kind = wanted.kind
    join identifier_kinds on code = identifiers.kind
    order by identifiers.kind`.execute(db);
  return rows;
}
