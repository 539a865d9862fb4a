import { Worker } from "node:worker_threads";
import type { RunStage } from "../model/run.ts";
import type { Detect, DetectionInput, RunDetection } from "./detect.ts";

/** What the worker says. */
export interface DetectionMessage {
  readonly progress?: { readonly stage: RunStage; readonly share: number };
  readonly detection?: RunDetection;
}

// Compiled, the worker is JavaScript. Under vitest it is TypeScript still, which the worker's Node has to be taught to read first.
const isCompiled = import.meta.url.endsWith(".js");
const workerUrl = new URL(`./detection-worker.${isCompiled ? "js" : "ts"}`, import.meta.url);
const readTypeScript = `import("tsx/esm/api").then(({ register }) => { register(); return import("${workerUrl.href}"); });`;

function startWorker(input: DetectionInput): Worker {
  const options = { workerData: input, transferList: columnsOf(input) };
  return isCompiled ? new Worker(workerUrl, options) : new Worker(readTypeScript, { ...options, eval: true });
}

/** Detection in a thread of its own. Columns are handed over, not copied: a million accounts are half a gigabyte. */
export const detectInWorker: Detect = (input, { onProgress, signal }) =>
  new Promise<RunDetection>((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = startWorker(input);
    const stop = () => {
      reject(signal?.reason);
      void worker.terminate();
    };
    signal?.addEventListener("abort", stop, { once: true });
    worker.on("message", ({ progress, detection }: DetectionMessage) => {
      if (progress) onProgress(progress.stage, progress.share);
      if (detection) resolve(detection);
    });
    worker.on("error", reject);
    worker.on("exit", (code) => {
      signal?.removeEventListener("abort", stop);
      reject(new Error(`Detection ended early, with code ${code}`)); // without effect once the detection is there
    });
  });

function columnsOf({ sightings, accounts }: DetectionInput): ArrayBuffer[] {
  const columns = [...Object.values(sightings), ...Object.values(accounts)].filter((value) =>
    ArrayBuffer.isView(value),
  );
  return [...new Set(columns.map(({ buffer }) => buffer as ArrayBuffer))];
}
