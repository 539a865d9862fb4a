import type pg from "pg";
import type { StorageFigures, TableFigures } from "./storage-figures.ts";

/** The tables that grow with the events. */
export const measuredTables = ["events", "event_ids", "accounts", "identifiers", "sightings", "account_days"] as const;

/** How large the tables are, partitions added up. */
export async function readTableSizes(pool: pg.Pool): Promise<TableFigures[]> {
  const sizes: TableFigures[] = [];
  for (const table of measuredTables) {
    const { rows } = await pool.query<TableFigures>(
      `select $1 as table, (select count(*) from ${table}) as rows,
              sum(pg_table_size(relid))::bigint as "tableBytes", sum(pg_indexes_size(relid))::bigint as "indexBytes"
       from (select $1::regclass as relid union select relid from pg_partition_tree($1::regclass)) as parts`,
      [table],
    );
    sizes.push(rows[0] as TableFigures);
  }
  return sizes;
}

/**
 * What the identifiers cost that one account alone is seen with. A sighting costs what all cost on average; of an identifier the value's length
 * counts, which its row and one of its two indexes hold.
 */
export async function readUnshared(
  pool: pg.Pool,
  tables: readonly TableFigures[],
): Promise<StorageFigures["unshared"]> {
  const { rows } = await pool.query<{ count: number; share: number }>(`
    with lonely as (
      select identifier_key from sightings group by identifier_key having count(*) = 1
    )
    select count(identifier_key) as count,
           (sum(80 + 2 * length(value)) filter (where identifier_key is not null))::float8 / sum(80 + 2 * length(value)) as share
    from identifiers left join lonely on identifier_key = key`);
  const { count = 0, share = 0 } = rows[0] ?? {};
  const bytesOf = (name: string) => {
    const found = tables.find(({ table }) => table === name) as TableFigures;
    return { bytes: found.tableBytes + found.indexBytes, rows: found.rows };
  };
  const sightings = bytesOf("sightings");
  return {
    count,
    identifierBytes: share * bytesOf("identifiers").bytes,
    sightingBytes: (count / sightings.rows) * sightings.bytes,
  };
}
