import { Worker } from "node:worker_threads";
import type { Detect, FoundRing } from "./detect.ts";
import { listBuffers } from "./list-buffers.ts";
import type { LoadOptions, LoadRequest } from "./load.ts";
import type { LoadedWindow } from "./load-window.ts";
import { PackedLinks } from "./packed-links.ts";
import type { NullModelOrder, RunOrder, RunReply } from "./run-messages.ts";

// Compiled, the worker is JavaScript. Under vitest it is TypeScript still, which the worker's Node has to be taught to read first.
const isCompiled = import.meta.url.endsWith(".js");
const workerUrl = new URL(`./run-worker.${isCompiled ? "js" : "ts"}`, import.meta.url);
const readTypeScript = `import("tsx/esm/api").then(({ register }) => { register(); return import("${workerUrl.href}"); });`;

const startWorker = () => (isCompiled ? new Worker(workerUrl) : new Worker(readTypeScript, { eval: true }));

/**
 * A thread that loads and detects for one run, one thing at a time, so that requests are answered meanwhile. Columns are handed over, not copied: a
 * million accounts are a gigabyte.
 */
export class RunThread {
  readonly #worker = startWorker();
  /** What it died of, for who asks afterwards. */
  #death: Error | undefined;
  #onReply: (reply: RunReply) => void = () => {};
  #onDeath: (reason: Error) => void = () => {};

  constructor() {
    this.#worker.on("message", (reply: RunReply) => this.#onReply(reply));
    this.#worker.on("error", (error: Error) => this.#die(error));
    this.#worker.on("exit", (code) => this.#die(new Error(`The run's thread ended early, with code ${code}`)));
  }

  /** @param databaseUrl of the connection that it opens */
  load(databaseUrl: string, request: LoadRequest, { onProgress, signal }: LoadOptions): Promise<LoadedWindow> {
    return this.#ask({ load: { ...request, databaseUrl } }, signal, ({ progress, loaded }) => {
      if (progress) onProgress(progress.share);
      return loaded;
    });
  }

  readonly detect: Detect = (input, { onProgress, signal }) => {
    const rings: FoundRing[] = [];
    return this.#ask({ detect: input }, signal, ({ progress, rings: some, detected }) => {
      if (progress) onProgress(progress.stage, progress.share);
      if (some) {
        for (const { links, ...ring } of some) rings.push({ ...ring, links: new PackedLinks(links) });
        this.#worker.postMessage({ next: true } satisfies RunOrder);
      }
      return detected && { ...detected, rings };
    });
  };

  countNullModel(order: NullModelOrder): Promise<number> {
    return this.#ask({ countNullModel: order }, undefined, ({ nullModelRings }) => nullModelRings);
  }

  /** Ends the thread, whatever it is doing. */
  end(): void {
    void this.#worker.terminate();
  }

  /** @param read the answer, once a reply holds it */
  #ask<Answer>(
    order: RunOrder,
    signal: AbortSignal | undefined,
    read: (reply: RunReply) => Answer | undefined,
  ): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      signal?.throwIfAborted();
      if (this.#death) throw this.#death;
      const stop = () => {
        reject(signal?.reason);
        this.end();
      };
      signal?.addEventListener("abort", stop, { once: true });
      this.#onDeath = reject;
      this.#onReply = (reply) => {
        const answer = read(reply);
        if (answer === undefined) return;
        signal?.removeEventListener("abort", stop);
        resolve(answer);
      };
      const { sightings, accounts } = order.detect ?? {};
      this.#worker.postMessage(order, listBuffers({ sightings, accounts, sample: order.countNullModel?.sample }));
    });
  }

  #die(reason: Error): void {
    this.#death ??= reason;
    this.#onDeath(this.#death);
  }
}
