import { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import type { Database } from "../db/database.ts";
import { DomainError } from "../model/errors.ts";
import type { Job } from "./job.ts";

/** Where the queue keeps its tables: beside ours, in the same database. */
export const queueSchema = "ringfence_jobs";

export interface JobQueueOptions {
  readonly database: Pick<Database, "pool">;
  readonly logger: Logger;
  /** In which the cron expressions are meant, as the IANA names it. */
  readonly timeZone: string;
  /** Aborted when the service is to end. */
  readonly signal: AbortSignal;
  /** Seconds between two looks at the cron expressions; 30 unless told. Of several processes one looks. */
  readonly lookSeconds?: number;
}

/** A job whose process gives no sign for so long is taken for dead, and given to another. */
const heartbeatSeconds = 20;
/** How often that is looked for. */
const superviseSeconds = 10;
/** Longer than any job takes: what has died is told by its heartbeat. The library takes no more than a day. */
const longestJobSeconds = 86_399;
/** What one of the queue's statements did not achieve the next one will: the same complaint is logged once a minute. */
const quietMilliseconds = 60_000;
const stopMilliseconds = 10_000;

/**
 * Does jobs when they are due, each in one process at a time, however many there are. What was missed while no process was there is caught up
 * once. It lies on the service's own connections.
 */
export class JobQueue {
  readonly #boss: PgBoss;

  private constructor(boss: PgBoss) {
    this.#boss = boss;
  }

  /** @throws {DomainError} `unavailable` where the queue's tables cannot be made */
  static async start(jobs: readonly Job[], options: JobQueueOptions): Promise<JobQueue> {
    const boss = createBoss(options, {
      schedule: true,
      supervise: true,
      superviseIntervalSeconds: superviseSeconds,
      monitorIntervalSeconds: superviseSeconds,
      ...(options.lookSeconds !== undefined && {
        cronMonitorIntervalSeconds: options.lookSeconds,
        cronWorkerIntervalSeconds: options.lookSeconds,
      }),
    });
    await startBoss(boss);
    for (const job of jobs) await addJob(boss, job, options);
    return new JobQueue(boss);
  }

  /** Lets the jobs under way end, which `signal` has told to; takes up no more. */
  async stop(): Promise<void> {
    await this.#boss.stop({ close: false, graceful: true, timeout: stopMilliseconds });
  }
}

/** Makes or updates the queue's tables; several processes may do so at once. @throws as `JobQueue.start` */
export async function prepareJobQueue(database: Pick<Database, "pool">, logger: Logger): Promise<void> {
  const boss = createBoss({ database, logger }, { schedule: false, supervise: false });
  await startBoss(boss);
  await boss.stop({ close: false, graceful: false });
}

function createBoss(
  { database, logger }: Pick<JobQueueOptions, "database" | "logger">,
  options: ConstructorParameters<typeof PgBoss>[0] & object,
): PgBoss {
  const { pool } = database;
  const boss = new PgBoss({
    ...options,
    schema: queueSchema,
    db: { executeSql: (text, values) => pool.query(text, values) },
  });
  const complain = quietly((message) => logger.warn({ queue: message }, "the job queue could not do its work yet"));
  boss.on("error", (error) => complain(error.message));
  return boss;
}

async function startBoss(boss: PgBoss): Promise<void> {
  try {
    await boss.start();
  } catch (error) {
    await boss.stop({ close: false, graceful: false }).catch(() => {});
    if ((error as { code?: unknown }).code !== insufficientPrivilege) throw error;
    throw new DomainError(
      "unavailable",
      "job-queue-not-made",
      `The database's user may not make the schema "${queueSchema}", which the schedule needs: grant it "create" on the database, or run \`ringfence migrate\` once as a user who may.`,
      { cause: error },
    );
  }
}

const insufficientPrivilege = "42501";

async function addJob(boss: PgBoss, job: Job, { logger, timeZone, signal }: JobQueueOptions): Promise<void> {
  const settings = { heartbeatSeconds, expireInSeconds: longestJobSeconds, retryLimit: 3, retryDelay: 30 };
  // Exclusive: while one is waiting or under way, another is not taken in.
  await boss.createQueue(job.name, { policy: "exclusive", ...settings });
  await boss.work(job.name, async () => {
    signal.throwIfAborted();
    try {
      await job.work(signal);
    } catch (error) {
      if (!signal.aborted) logger.error({ job: job.name, err: error }, "a job failed");
      throw error;
    }
  });
  if (job.cron === undefined) await boss.unschedule(job.name);
  else await boss.schedule(job.name, job.cron, null, { tz: timeZone, missed: "once" });
  if (job.isDoneAtStart === true) await boss.send(job.name);
}

/** Passes a message on unless it did so a moment ago. */
function quietly(say: (message: string) => void): (message: string) => void {
  const said = new Map<string, NodeJS.Timeout>();
  return (message) => {
    if (said.has(message)) return;
    said.set(message, setTimeout(() => said.delete(message), quietMilliseconds).unref());
    say(message);
  };
}
