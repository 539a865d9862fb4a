import type pg from "pg";
import { copyInto } from "../db/copy.ts";
import type { BatchIdentifier } from "./aggregate-events.ts";
import { copyUnlessKnown } from "./copy-unless-known.ts";
import type { IdentifierKeys } from "./identifier-keys.ts";
import { rowsOf } from "./rows-of.ts";

export interface EnsuredIdentifiers {
  /** In the order in which the identifiers were given. */
  readonly keys: readonly number[];
  /** For each, whether it was added just now: then hardly anybody can have been seen with it. */
  readonly isNew: readonly boolean[];
}

/** Adds the identifiers that are new. Those that are remembered are not looked up. */
export async function ensureIdentifiers(
  client: pg.ClientBase,
  identifiers: readonly BatchIdentifier[],
  remembered: IdentifierKeys,
): Promise<EnsuredIdentifiers> {
  const { rows: tables } = await client.query<{ table: number }>(
    `select pg_relation_filenode('identifiers')::bigint as "table"`,
  );
  remembered.mindTable((tables[0] as { table: number }).table);
  const keys = identifiers.map((identifier) => remembered.find(identifier) ?? 0);
  const isNew = new Array<boolean>(identifiers.length).fill(false);
  const unknown = [...keys.keys()].filter((place) => keys[place] === 0);
  const placed = unknown.map((place) => ({ place, ...(identifiers[place] as BatchIdentifier) }));
  await copyInto(
    client,
    "batch_identifiers",
    ["place", "kind", "value"],
    rowsOf(placed, ({ place, code, value }) => [place, code, value]),
  );
  // Those that are missing are given their keys here.
  const { rows } = await client.query<[number, number, boolean]>({
    text: `
      select place, coalesce(key, nextval('identifiers_key_seq')), key is null
      from batch_identifiers left join identifiers using (value, kind)`,
    rowMode: "array",
  });
  for (const [place, key, isMissing] of rows) {
    keys[place] = key;
    isNew[place] = isMissing;
  }
  const added = placed
    .filter(({ place }) => isNew[place])
    .sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : a.code - b.code));
  const areAdded = await copyUnlessKnown(
    client,
    "identifiers",
    ["key", "kind", "value"],
    rowsOf(added, ({ place, code, value }) => [keys[place] as number, code, value]),
  );
  if (areAdded) return { keys, isNew };
  await addBesideOthers(client, keys);
  // Which of them are ours is not known here, so none counts as new.
  return { keys, isNew: isNew.fill(false) };
}

/** Another process added some of them meanwhile. */
async function addBesideOthers(client: pg.ClientBase, keys: number[]): Promise<void> {
  await client.query(`
    insert into identifiers (kind, value)
    select kind, value from batch_identifiers order by value, kind
    on conflict do nothing`);
  // A statement of its own: what others committed while the insert waited for them is seen only by one that starts after it.
  const { rows } = await client.query<[number, number]>({
    text: "select place, key from batch_identifiers join identifiers using (value, kind)",
    rowMode: "array",
  });
  for (const [place, key] of rows) keys[place] = key;
}
