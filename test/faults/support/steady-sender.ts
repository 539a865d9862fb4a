import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Database } from "../../../src/db/database.ts";
import { until } from "../../support/until.ts";
import { ask } from "./service.ts";

/** What came back instead of "accepted". */
export interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly retryAfter: string | null;
}

let senders = 0;
const batchSize = 20;
/** The times of the events begin again after a week: what is counted by the day must not grow with how long a sender sends. */
const secondsOfAWeek = 604_800;

/** The ids of the first so many events of one sender. They are not kept: an hour has millions. */
export class SentIds {
  size = 0;
  readonly sender: string;

  constructor(sender: string) {
    this.sender = sender;
  }

  *[Symbol.iterator](): Generator<string> {
    for (let number = 0; number < this.size; number++) yield `${this.sender}-${number}`;
  }
}

/** A client that sends batch after batch, tries each again until it is accepted, and remembers which were. */
export class SteadySender {
  /** All that came before the batch under way: a batch is tried until it is accepted. */
  readonly accepted: SentIds;
  readonly refusals: Refusal[] = [];
  /** Of each batch that was accepted, in the try that succeeded. */
  readonly milliseconds: number[] = [];
  readonly #name = `sender${++senders}`;
  readonly #pauseMilliseconds: number;
  #target: () => { readonly url: string };
  #isStopping = false;
  #work: Promise<void> | undefined;
  #next = 0;

  /** @param target whom to send to, asked anew each time */
  constructor(target: () => { readonly url: string }, pauseMilliseconds = 10) {
    this.#target = target;
    this.accepted = new SentIds(this.#name);
    this.#pauseMilliseconds = pauseMilliseconds;
  }

  start(): this {
    this.#work = this.#sendOn();
    return this;
  }

  /** Ends when the batch under way is accepted. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#work;
  }

  async #sendOn(): Promise<void> {
    while (!this.#isStopping) {
      const events = Array.from({ length: batchSize }, () => this.#makeEvent());
      const body = JSON.stringify(events);
      while (!(await this.#send(body))) await sleep(100);
      this.accepted.size += events.length;
      await sleep(this.#pauseMilliseconds);
    }
  }

  #makeEvent() {
    const number = this.#next++;
    return {
      id: `${this.#name}-${number}`,
      type: "usage",
      account_id: `${this.#name}-${number % 50}`,
      occurred_at: new Date(Date.UTC(2026, 3, 22) + (number % secondsOfAWeek) * 1000).toISOString(),
      ip: `198.18.${number % 7}.${number % 11}`,
      device_id: `device-${number % 13}`,
      requests: 1,
    };
  }

  /** @returns whether all of it is stored, now or by an earlier try */
  async #send(body: string): Promise<boolean> {
    const startedAt = performance.now();
    try {
      const headers = { "content-type": "application/json" };
      const answer = await ask(this.#target(), "/v1/events", { method: "POST", headers, body });
      const report = (await answer.json()) as { accepted?: number; duplicates?: number; type?: string };
      if (answer.status === 200) {
        this.milliseconds.push(performance.now() - startedAt);
        return (report.accepted ?? 0) + (report.duplicates ?? 0) === batchSize;
      }
      const retryAfter = answer.headers.get("retry-after");
      this.refusals.push({ status: answer.status, type: report.type ?? "", retryAfter });
      return false;
    } catch {
      return false; // nobody answered, or the answer broke off: as after kill -9
    }
  }
}

/** What is stored of what the senders sent, beside what it should be: each once, and counted once. Of the lost ones the first thousand of each. */
export async function accountFor(
  { pool }: Pick<Database, "pool">,
  senders: readonly SteadySender[],
): Promise<{ lost: string[]; stored: number; ids: number; counted: number }> {
  await until(async () => (await pool.query("select from pending_batches limit 1")).rowCount === 0, 60_000);
  const { rows } = await pool.query<{ stored: number; ids: number; counted: number }>(`
    select (select count(*) from events where id like 'sender%')::integer as stored,
      (select count(*) from event_ids where id like 'sender%')::integer as ids,
      (select coalesce(sum(event_count), 0) from account_days join accounts on key = account_key where id like 'sender%')::integer as counted`);
  const { stored = -1, ids = -1, counted = -1 } = rows[0] ?? {};
  const lost = await Promise.all(senders.map(({ accepted }) => findLost(pool, accepted)));
  return { lost: lost.flat(), stored, ids, counted };
}

async function findLost(pool: pg.Pool, { sender, size }: SentIds): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select $1 || '-' || number as id from generate_series(0, $2::integer - 1) as number
    except select id from events where id like $1 || '-%' limit 1000`,
    [sender, size],
  );
  return rows.map(({ id }) => id);
}
