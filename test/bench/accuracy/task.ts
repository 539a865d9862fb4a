import type { WorldFigures } from "./figures.ts";
import { type DecidedFigures, type DecidedTask, measureDecided } from "./measure-decided.ts";
import { measurePromptsIn, type PromptsTask } from "./measure-prompts.ts";
import { measureSignups, type SignupFigures, type SignupsTask } from "./measure-signups.ts";
import { measureWorld, type WorldTask } from "./measure-world.ts";
import type { PromptFigures } from "./prompts.ts";
import { type ReplayFigures, type ReplayTask, replayWorld } from "./replay-world.ts";

/** A part of the benchmark that is done in a process of its own: memory is then its own, and several can be done at once. */
export type Task =
  | ({ readonly kind: "world" } & WorldTask)
  | ({ readonly kind: "decided" } & DecidedTask)
  | ({ readonly kind: "replay" } & ReplayTask)
  | ({ readonly kind: "signups" } & SignupsTask)
  | ({ readonly kind: "prompts" } & PromptsTask);

/** What a task gives, told apart by the name. */
export interface TaskResult {
  readonly world?: WorldFigures;
  readonly decided?: DecidedFigures;
  readonly replay?: ReplayFigures;
  readonly signups?: SignupFigures;
  readonly prompts?: PromptFigures;
}

export async function doTask(task: Task): Promise<TaskResult> {
  switch (task.kind) {
    case "world":
      return { world: measureWorld(task) };
    case "decided":
      return { decided: measureDecided(task) };
    case "replay":
      return { replay: replayWorld(task) };
    case "signups":
      return { signups: await measureSignups(task) };
    case "prompts":
      return { prompts: await measurePromptsIn(task) };
  }
}
