import type { Logger } from "pino";
import type { BackgroundWork } from "./background-work.ts";
import type { Config } from "./config.ts";
import type { Database } from "./db/database.ts";
import type { ServiceMetrics } from "./metrics/service-metrics.ts";
import type { Clock } from "./model/clock.ts";

/** What a process of the service does: answer requests, do by itself what is on schedule, or both. */
export const serviceRoles = ["all", "api", "worker"] as const;
export type ServiceRole = (typeof serviceRoles)[number];

/** What is handed around. A function asks for the part that it needs: `Pick<Dependencies, "database" | "clock">`. */
export interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly config: Config;
  /** Keys the hashes of mail addresses, phone numbers and API keys. At least 32 bytes. */
  readonly secret: Buffer;
  /** Where chance comes from: new keys are made of it. */
  readonly randomBytes: (size: number) => Buffer;
  /** Takes work that outlives its request. Without it nobody waits for such work when the process ends. */
  readonly background?: BackgroundWork;
  /** Without it nothing is counted, and there is no page of figures. */
  readonly metrics?: ServiceMetrics;
}
