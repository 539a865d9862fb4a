import type pg from "pg";
import type { Database } from "../db/database.ts";
import { onConnection } from "../db/in-transaction.ts";

/** What stands in the database, in figures. */
export interface Figures {
  readonly pendingEvents: number;
  /** For how long the oldest pending event has waited for its roll-up. */
  readonly lagSeconds: number;
  readonly ringsByStatus: Counts;
  readonly flaggedRings: number;
  readonly flaggedAccounts: number;
  readonly runsByStatus: Counts;
  readonly newestRun: NewestRun | undefined;
  readonly deliveriesByStatus: Counts;
  /** For how long the oldest pending delivery has been due. */
  readonly deliveryLagSeconds: number;
  readonly disabledEndpoints: number;
  readonly jobs: readonly { readonly queue: string; readonly state: string; readonly count: number }[];
}

type Counts = Readonly<Record<string, number>>;

/** The newest run that published rings. */
export interface NewestRun {
  readonly finishedAtSeconds: number;
  /** Seconds by stage. */
  readonly timings: Counts;
  /** Rings that chance alone would have made. */
  readonly nullModelRings: number;
}

/** Whoever asks for figures does not wait longer, and the database does not work longer for it. */
const mostMilliseconds = 5000;

/** @throws when the database does not answer in time */
export function readFigures(database: Pick<Database, "pool">): Promise<Figures> {
  return onConnection(database, (connection) =>
    connection.inTransaction(async ({ client }) => {
      await client.query(`set transaction read only; set local statement_timeout = ${mostMilliseconds}`);
      const { rows } = await client.query<FigureRow>(figures);
      const row = rows[0] as FigureRow;
      return {
        ...row,
        newestRun: row.newestRun ?? undefined,
        jobs: row.hasJobs ? await readJobs(client) : [],
      };
    }),
  );
}

type FigureRow = Omit<Figures, "newestRun" | "jobs"> & {
  readonly newestRun: NewestRun | null;
  readonly hasJobs: boolean;
};

async function readJobs(client: pg.ClientBase): Promise<Figures["jobs"]> {
  const { rows } = await client.query(`
    select queue.name as queue, states.state, (
      select count(*) from ringfence_jobs.job where job.name = queue.name and job.state::text = states.state)::integer as count
    from ringfence_jobs.queue cross join (values ('created'), ('retry'), ('active')) states (state)
    where queue.name !~ '^__' order by 1, 2`);
  return rows;
}

const countBy = (column: string, table: string, where = "true") =>
  `(select coalesce(json_object_agg(${column}, count), '{}') from (
      select ${column}, count(*) from ${table} where ${where} group by ${column}) counted)`;

const figures = `
  select
    (select coalesce(sum(event_count), 0)::integer from pending_batches) as "pendingEvents",
    coalesce((select greatest(0, extract(epoch from now() - min(received_at)))::float8 from events
              where batch = (select min(batch) from pending_batches)), 0) as "lagSeconds",
    ${countBy("status", "rings")} as "ringsByStatus",
    (select count(*)::integer from rings where flagged and status <> 'dissolved') as "flaggedRings",
    (select coalesce(sum(member_count), 0)::integer from rings where flagged and status <> 'dissolved') as "flaggedAccounts",
    ${countBy("status", "runs", "not is_shadow")} as "runsByStatus",
    (select json_build_object('finishedAtSeconds', extract(epoch from finished_at), 'timings', timings,
       'nullModelRings', coalesce((counts ->> 'nullModelRings')::integer, 0))
     from runs where status = 'published' and not is_shadow order by id desc limit 1) as "newestRun",
    ${countBy("status", "webhook_deliveries")} as "deliveriesByStatus",
    coalesce((select greatest(0, extract(epoch from now() - min(next_attempt_at)))::float8 from webhook_deliveries
              where status = 'pending'), 0) as "deliveryLagSeconds",
    (select count(*)::integer from webhook_endpoints where disabled_at is not null) as "disabledEndpoints",
    to_regclass('ringfence_jobs.job') is not null as "hasJobs"`;
