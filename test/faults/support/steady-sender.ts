import { setTimeout as sleep } from "node:timers/promises";
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

/** A client that sends batch after batch, tries each again until it is accepted, and remembers which were. */
export class SteadySender {
  readonly accepted = new Set<string>();
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
      for (const { id } of events) this.accepted.add(id);
      await sleep(this.#pauseMilliseconds);
    }
  }

  #makeEvent() {
    const number = this.#next++;
    return {
      id: `${this.#name}-${number}`,
      type: "usage",
      account_id: `${this.#name}-${number % 50}`,
      occurred_at: new Date(Date.UTC(2026, 3, 22) + number * 1000).toISOString(),
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

/** What is stored of what the senders sent, beside what it should be: each once, and counted once. */
export async function accountFor(
  { pool }: Pick<Database, "pool">,
  senders: readonly SteadySender[],
): Promise<{ lost: string[]; stored: number; ids: number; counted: number }> {
  await until(async () => (await pool.query("select from pending_batches limit 1")).rowCount === 0, 60_000);
  const { rows: stored } = await pool.query<{ id: string }>("select id from events where id like 'sender%'");
  const ids = new Set(stored.map(({ id }) => id));
  const { rows } = await pool.query<{ ids: number; counted: number }>(`
    select (select count(*) from event_ids where id like 'sender%')::integer as ids,
      (select coalesce(sum(event_count), 0) from account_days join accounts on key = account_key where id like 'sender%')::integer as counted`);
  const lost = senders.flatMap(({ accepted }) => [...accepted].filter((id) => !ids.has(id)));
  return { lost, stored: stored.length, ids: rows[0]?.ids ?? -1, counted: rows[0]?.counted ?? -1 };
}
