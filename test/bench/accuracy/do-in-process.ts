import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Task, TaskResult } from "./task.ts";

const script = join(import.meta.dirname, "task-process.ts");
// Events live shortly: with a small nursery the collector of garbage would take a third of the time.
const execArgv = ["--import", "tsx", "--max-semi-space-size=128"];

export interface ProcessOptions {
  /** Tasks that are under way at once. */
  readonly jobs: number;
  readonly onStart: (task: Task) => void;
  /** Ends it early, and the processes with it. */
  readonly signal: AbortSignal;
}

/**
 * Does the tasks, each in a process of its own.
 *
 * @returns their results, in the order of the tasks
 * @throws what a task threw; the others are then ended
 */
export async function doInProcesses(
  tasks: readonly Task[],
  { jobs, onStart, signal }: ProcessOptions,
): Promise<TaskResult[]> {
  const results: TaskResult[] = [];
  const failed = new AbortController();
  const ending = AbortSignal.any([failed.signal, signal]);
  const waiting = [...tasks.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, task] = next;
      onStart(task);
      results[place] = await doInProcess(task, ending);
    }
  };
  try {
    await Promise.all(Array.from({ length: jobs }, work));
  } finally {
    failed.abort();
  }
  return results;
}

async function doInProcess(task: Task, signal: AbortSignal): Promise<TaskResult> {
  signal.throwIfAborted();
  // Killed outright: a process that is busy for a minute does not hear anything else.
  const child = fork(script, { execArgv, signal, killSignal: "SIGKILL", serialization: "advanced" });
  let result: TaskResult | undefined;
  child.on("message", (message) => {
    result = message as TaskResult;
  });
  child.send(task);
  const [code] = await once(child, "exit", { signal });
  if (!result) throw new Error(`${JSON.stringify(task)} ended with code ${code} and without a result`);
  return result;
}
