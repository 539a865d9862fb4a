import type pg from "pg";
import { type EventPartition, listEventPartitions } from "../ingest/event-partitions.ts";

/** A query that goes on for longer keeps its partition until the next time. */
const longestWaitMilliseconds = 10_000;

/**
 * Drops the partitions of raw events that were all received before a moment. Nobody waits for it: a partition is detached while others read and
 * write, and then dropped on its own. One with events that are not rolled up yet stays.
 *
 * @param client a connection of its own, in no transaction, on which nobody else does this at the same time
 * @returns the names of the partitions that are gone
 */
export async function dropRawEvents(client: pg.ClientBase, before: Date): Promise<string[]> {
  const dropped = await dropLeftovers(client);
  await client.query(`set lock_timeout = ${longestWaitMilliseconds}`);
  try {
    for (const partition of await listEventPartitions(client)) {
      if (partition.until > before || (await holdsPendingEvents(client, partition))) continue;
      await detach(client, partition);
      await client.query(`drop table ${partition.name}`);
      dropped.push(partition.name);
    }
  } catch (error) {
    if ((error as { code?: unknown }).code !== lockNotAvailable) throw error;
  } finally {
    await client.query("reset lock_timeout").catch(() => {});
  }
  return dropped;
}

const lockNotAvailable = "55P03";

async function holdsPendingEvents(client: pg.ClientBase, { name }: EventPartition): Promise<boolean> {
  const { rows } = await client.query(
    `select from ${name} where batch = any (array(select batch from pending_batches)) limit 1`,
  );
  return rows.length > 0;
}

/** What was begun and broke off has to be finished: Postgres takes no second beginning. */
async function detach(client: pg.ClientBase, { name, isLeaving }: EventPartition): Promise<void> {
  await client.query(`alter table events detach partition ${name} ${isLeaving ? "finalize" : "concurrently"}`);
}

/** Partitions that were detached by a process that did not live to drop them. */
async function dropLeftovers(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    select relname as name from pg_class
    where relname ~ '^events_(until_)?\\d{8}$' and relkind = 'r' and not relispartition
      and relnamespace = (select relnamespace from pg_class where oid = 'events'::regclass)
    order by 1`);
  for (const { name } of rows) await client.query(`drop table ${name}`);
  return rows.map(({ name }) => name);
}
