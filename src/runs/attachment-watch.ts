import { setTimeout as sleep } from "node:timers/promises";
import type { Dependencies } from "../dependencies.ts";
import { attachAccounts } from "./attach-accounts.ts";

/** So soon after its events are counted an account is told of. */
const pollMilliseconds = 1000;

/** Looks at accounts that turn up with what a confirmed ring uses, for as long as the service runs. */
export class AttachmentWatch {
  readonly #dependencies: Pick<Dependencies, "database" | "clock" | "logger" | "background">;
  #isTroubled = false;

  constructor(dependencies: Pick<Dependencies, "database" | "clock" | "logger" | "background">) {
    this.#dependencies = dependencies;
  }

  /** Goes on in the background until that is stopped. */
  start(): void {
    this.#dependencies.background?.add(this.#watch());
  }

  async #watch(): Promise<void> {
    const signal = this.#dependencies.background?.signal;
    while (signal?.aborted !== true) {
      if ((await this.#lookOnce()) > 0) continue;
      await sleep(pollMilliseconds, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /** Never throws: what did not work is tried again at the next turn. */
  async #lookOnce(): Promise<number> {
    const { database, clock, logger } = this.#dependencies;
    try {
      const looked = await attachAccounts(database, clock.now());
      this.#isTroubled = false;
      return looked;
    } catch (error) {
      if (!this.#isTroubled) logger.error({ err: error }, "newcomers of confirmed rings cannot be looked at for now");
      this.#isTroubled = true;
      return 0;
    }
  }
}
