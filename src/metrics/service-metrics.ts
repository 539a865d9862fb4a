import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Database } from "../db/database.ts";
import { readFigures } from "./read-figures.ts";
import { StoredGauges } from "./stored-gauges.ts";

export interface ServiceMetricsOptions {
  readonly database: Pick<Database, "pool">;
  /** Memory, processor time and event loop of the process as well; once in a process. */
  readonly watchesProcess?: boolean;
}

/** Seconds that bound the buckets of answers: an event takes milliseconds, a stream of a million half a minute. */
const answerSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * What the service says of itself, for Prometheus: what this process has counted, and what stands in the database. No label ever holds what a caller
 * has sent.
 */
export class ServiceMetrics {
  readonly #registry = new Registry();
  readonly #database: Pick<Database, "pool">;
  readonly #accepted: Counter;
  readonly #duplicate: Counter;
  readonly #refused: Counter<"reason">;
  readonly #answers: Histogram<"method" | "route" | "status">;
  readonly #isUp: Gauge;
  readonly #stored: StoredGauges;
  #page: Promise<string> | undefined;

  constructor({ database, watchesProcess = false }: ServiceMetricsOptions) {
    this.#database = database;
    const registers = [this.#registry];
    if (watchesProcess) collectDefaultMetrics({ register: this.#registry });
    this.#accepted = new Counter({
      name: "ringfence_events_accepted_total",
      help: "Events that this process has stored",
      registers,
    });
    this.#duplicate = new Counter({
      name: "ringfence_events_duplicate_total",
      help: "Events that were there already",
      registers,
    });
    this.#refused = new Counter({
      name: "ringfence_events_refused_total",
      help: "Events with a fault, by the field that the first fault is in, or `unreadable`",
      labelNames: ["reason"],
      registers,
    });
    this.#answers = new Histogram({
      name: "ringfence_http_request_duration_seconds",
      help: "From a request to the end of its answer",
      labelNames: ["method", "route", "status"],
      buckets: answerSeconds,
      registers,
    });
    this.#isUp = new Gauge({
      name: "ringfence_database_up",
      help: "1 where Postgres answered this request for figures, else 0",
      registers,
    });
    watchPool(database, registers);
    this.#stored = new StoredGauges(this.#registry);
  }

  eventsStored(accepted: number, duplicates: number): void {
    this.#accepted.inc(accepted);
    this.#duplicate.inc(duplicates);
  }

  /** @param reason one of a few words of ours */
  eventRefused(reason: string): void {
    this.#refused.inc({ reason });
  }

  /** @param route as it is declared, never as it was asked for */
  answered(method: string, route: string, status: number, seconds: number): void {
    this.#answers.observe({ method, route, status: String(status) }, seconds);
  }

  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;

  /** The page that Prometheus reads, also while the database is away: then without what stands there. Who asks meanwhile gets the same page. */
  page(): Promise<string> {
    this.#page ??= this.#makePage().finally(() => {
      this.#page = undefined;
    });
    return this.#page;
  }

  async #makePage(): Promise<string> {
    const figures = await readFigures(this.#database).catch(() => undefined);
    this.#isUp.set(figures ? 1 : 0);
    this.#stored.set(figures);
    return this.#registry.metrics();
  }
}

function watchPool({ pool }: Pick<Database, "pool">, registers: Registry[]): void {
  new Gauge({
    name: "ringfence_database_connections",
    help: "Connections of this process to Postgres",
    labelNames: ["state"],
    registers,
    collect() {
      this.set({ state: "busy" }, pool.totalCount - pool.idleCount);
      this.set({ state: "idle" }, pool.idleCount);
    },
  });
  new Gauge({
    name: "ringfence_database_connections_limit",
    help: "As many connections as this process may have",
    registers,
    collect() {
      this.set(pool.options.max);
    },
  });
  new Gauge({
    name: "ringfence_database_waiting",
    help: "Queries that wait for a connection",
    registers,
    collect() {
      this.set(pool.waitingCount);
    },
  });
}
