import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { DomainError } from "../model/errors.ts";
import { type ConnectOptions, connect } from "./connect.ts";
import type { Database } from "./database.ts";

export interface PatienceOptions extends ConnectOptions {
  /** For how long a database that is not there yet is waited for; 0 for not at all. */
  readonly waitSeconds: number;
  readonly logger: Logger;
  /** Ends the wait: then the last failure is thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** What passes by itself where the service and its database start at the same time. A wrong password does not. */
const passing = new Set([
  "database-refused",
  "database-not-ready",
  "database-host-unknown",
  "database-full",
  "database-unreachable",
]);

const pauseMilliseconds = 500;
const attemptsPerSecond = 1000 / pauseMilliseconds;
/** Every so many attempts it is said that it is still waiting. */
const attemptsPerWord = 20;

/**
 * As `connect`, for a service that may be started before its database.
 *
 * @throws {DomainError} as `connect`, when the time is over
 */
export async function connectPatiently(
  databaseUrl: string,
  { waitSeconds, logger, signal, ...options }: PatienceOptions,
): Promise<Database> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await connect(databaseUrl, options);
    } catch (error) {
      const isPassing = error instanceof DomainError && passing.has(error.code);
      if (!isPassing || attempt >= waitSeconds * attemptsPerSecond || signal?.aborted === true) throw error;
      if (attempt % attemptsPerWord === 0) logger.warn({ reason: error.message }, "waiting for the database");
      await sleep(pauseMilliseconds, undefined, { signal }).catch(() => {});
    }
  }
}
