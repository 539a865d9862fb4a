import { setTimeout as sleep } from "node:timers/promises";
import type { Dependencies } from "../../dependencies.ts";
import type { WebhookEndpointId } from "../../model/webhook-endpoint.ts";
import { writeDueDigests } from "../write-due-digests.ts";
import { attemptDelivery } from "./attempt-delivery.ts";
import { buryForDisabled, type ClaimedDelivery, claimDue, handBack } from "./attempt-queries.ts";
import type { Sender } from "./sender.ts";

type WorkerDependencies = Pick<
  Dependencies,
  "database" | "clock" | "logger" | "secret" | "background" | "randomBytes"
> & { readonly sender: Sender };

/** So soon after its change a message goes out. */
const pollMilliseconds = 1000;
/** Attempts at once to one endpoint, of each process: a slow receiver delays nobody but itself. */
const perEndpoint = 4;
/** Longer than an attempt can take. A process that was killed in the midst of one has its delivery taken up after this. */
const lostAfterMilliseconds = 30_000;
/** So long a process that ends waits for the attempts under way; then it hands them back. */
const drainMilliseconds = 3000;

/** Delivers what is due, for as long as the service runs. Any number of processes on one database do it side by side. */
export class DeliveryWorker {
  readonly #dependencies: WorkerDependencies;
  readonly #busy = new Map<WebhookEndpointId, number>();
  readonly #attempts = new Set<Promise<void>>();
  readonly #ending = new AbortController();
  #wakeUp = new AbortController();
  #isTroubled = false;

  constructor(dependencies: WorkerDependencies) {
    this.#dependencies = dependencies;
  }

  /** Goes on in the background until that is stopped. */
  start(): void {
    this.#dependencies.background?.add(this.#deliverOn());
  }

  async #deliverOn(): Promise<void> {
    const signal = this.#dependencies.background?.signal;
    while (signal?.aborted !== true) {
      this.#wakeUp = new AbortController();
      for (const delivery of await this.#takeDue()) this.#begin(delivery);
      const signals = [this.#wakeUp.signal, ...(signal ? [signal] : [])];
      await sleep(pollMilliseconds, undefined, { signal: AbortSignal.any(signals), ref: false }).catch(() => {});
    }
    const drained = Promise.all(this.#attempts);
    await Promise.race([drained, sleep(drainMilliseconds, undefined, { ref: false })]);
    this.#ending.abort(new Error("The service ends"));
    await drained;
    await this.#dependencies.sender.close();
  }

  /** Never throws: what did not work is tried again at the next turn. */
  async #takeDue(): Promise<ClaimedDelivery[]> {
    const { database, clock, logger } = this.#dependencies;
    try {
      const now = clock.now();
      await writeDueDigests(database, now);
      await buryForDisabled(database.db, now);
      const lostAt = new Date(now.getTime() + lostAfterMilliseconds);
      const claimed = await claimDue(database.db, { now, lostAt, perEndpoint, busy: this.#busy });
      this.#isTroubled = false;
      return claimed;
    } catch (error) {
      // Said once, and not every second for as long as the database is away.
      if (!this.#isTroubled) logger.error({ err: error }, "webhooks cannot be delivered for now");
      this.#isTroubled = true;
      return [];
    }
  }

  #begin(delivery: ClaimedDelivery): void {
    const { endpointId } = delivery;
    this.#busy.set(endpointId, (this.#busy.get(endpointId) ?? 0) + 1);
    const attempt = this.#attempt(delivery).finally(() => {
      this.#attempts.delete(attempt);
      const left = (this.#busy.get(endpointId) ?? 1) - 1;
      if (left > 0) this.#busy.set(endpointId, left);
      else this.#busy.delete(endpointId);
      // There may be more for this endpoint than had room.
      this.#wakeUp.abort();
    });
    this.#attempts.add(attempt);
  }

  /** Never throws. */
  async #attempt(delivery: ClaimedDelivery): Promise<void> {
    const { database, clock, logger, randomBytes } = this.#dependencies;
    const random = () => randomBytes(4).readUInt32BE() / 2 ** 32;
    try {
      await attemptDelivery({ ...this.#dependencies, random }, delivery, this.#ending.signal);
    } catch (error) {
      if (!this.#ending.signal.aborted) {
        logger.error({ err: error, delivery: `delivery_${delivery.number}` }, "a webhook's attempt was not noted");
        return;
      }
      await handBack(database.db, delivery, clock.now()).catch(() => {});
    }
  }
}
