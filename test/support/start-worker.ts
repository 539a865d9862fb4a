import { randomBytes } from "node:crypto";
import { pino } from "pino";
import { createEndpoint, type RevealedEndpoint } from "../../src/alerts/create-endpoint.ts";
import { DeliveryWorker } from "../../src/alerts/deliver/delivery-worker.ts";
import { createSender } from "../../src/alerts/deliver/sender.ts";
import { createAddressGuard } from "../../src/alerts/reach/address-guard.ts";
import { BackgroundWork } from "../../src/background-work.ts";
import { readConfig } from "../../src/config.ts";
import type { Database } from "../../src/db/database.ts";
import type { Clock } from "../../src/model/clock.ts";
import { webhookEvents } from "../../src/model/webhook-event.ts";

export const webhookSecret = Buffer.alloc(32, 5);
const config = readConfig({ RINGFENCE_WEBHOOK_ALLOW_PRIVATE: "127.0.0.0/8" });

/** The machine's clock, which a test can put forward. */
export function movableClock(): Clock & { forward(hours: number): void } {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    forward(hours) {
      ahead += hours * 3_600_000;
    },
  };
}

/** An endpoint that is told everything. */
export function anEndpoint(
  database: Database,
  clock: Clock,
  url: string,
  more: Partial<Parameters<typeof createEndpoint>[1]> = {},
): Promise<RevealedEndpoint> {
  const made = { url, events: webhookEvents, minimumRisk: 0, digestHour: null, actor: { name: "ada", keyId: null } };
  return createEndpoint({ database, clock, secret: webhookSecret, randomBytes, config }, { ...made, ...more });
}

/** Delivers what is due until it is stopped. */
export function startWorker(database: Database, clock: Clock, log: string[] = []): { stop(): Promise<void> } {
  const background = new BackgroundWork();
  const sender = createSender({ guard: createAddressGuard(config.webhookAllowPrivate) });
  const logger = pino({ level: "trace" }, { write: (line: string) => void log.push(line) });
  new DeliveryWorker({ database, clock, secret: webhookSecret, randomBytes, logger, background, sender }).start();
  return { stop: () => background.stop() };
}
