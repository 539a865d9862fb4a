import type { Selectable } from "kysely";
import type { Db } from "../db/database.ts";
import type { AuditRow } from "../db/schema.ts";
import type { AuditEntry } from "../model/audit-entry.ts";

/** Puts on record what was done, in the transaction that does it: neither is there without the other. */
export async function recordAudit(db: Db, { actor, before, after, ...entry }: Omit<AuditEntry, "id">): Promise<void> {
  await db
    .insertInto("audit_log")
    .values({
      ...entry,
      actor: actor.name,
      key_id: actor.keyId,
      before: before && JSON.stringify(before),
      after: after && JSON.stringify(after),
    })
    .execute();
}

/** What was done, newest first; only what lies before the entry numbered `before`. */
export async function listAudit(
  db: Db,
  { limit, before }: { readonly limit: number; readonly before?: number | undefined },
): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom("audit_log")
    .selectAll()
    .$if(before !== undefined, (query) => query.where("id", "<", before as number))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(toEntry);
}

function toEntry({ actor, key_id, ...row }: Selectable<AuditRow>): AuditEntry {
  return { ...row, actor: { name: actor, keyId: key_id } };
}
