import type { Database } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import { holdRollUps } from "../ingest/roll-up-events.ts";

export interface Deletion {
  readonly table: string;
  /** SQL over the table's columns; `$1` stands for `before`. */
  readonly condition: string;
  readonly before: Date;
  /** Whether roll-ups write to the table: then none is under way while a portion is deleted. */
  readonly isRolledUp: boolean;
}

/** Pages of a table that are gone through in one transaction, a fraction of a second's work. */
const pagesInPortion = 4096;

/**
 * Deletes rows in many short transactions, page by page, so that no index is needed to find them and nobody waits for long.
 *
 * @param signal ends it between two of them
 * @returns how many rows were deleted
 */
export async function deleteInPortions(
  database: Pick<Database, "pool">,
  { table, condition, before, isRolledUp }: Deletion,
  signal?: AbortSignal,
): Promise<number> {
  const { rows } = await database.pool.query<{ pages: number }>(
    "select pg_relation_size($1::regclass) / current_setting('block_size')::bigint as pages",
    [table],
  );
  const pages = rows[0]?.pages ?? 0;
  let deleted = 0;
  for (let page = 0; page < pages && signal?.aborted !== true; page += pagesInPortion) {
    deleted += await inTransaction(database, async ({ client }) => {
      if (isRolledUp) await holdRollUps(client);
      const { rowCount } = await client.query(
        `delete from ${table} where ctid >= $2::tid and ctid < $3::tid and (${condition})`,
        [before, `(${page},0)`, `(${page + pagesInPortion},0)`],
      );
      return rowCount ?? 0;
    });
  }
  return deleted;
}
