import type { Detect } from "./detect.ts";
import { RunThread } from "./run-thread.ts";

/** Detection in a thread that is started for it. */
export const detectInWorker: Detect = async (input, options) => {
  const thread = new RunThread();
  try {
    return await thread.detect(input, options);
  } finally {
    thread.end();
  }
};
