import cliProgress from "cli-progress";
import type { Run } from "../model/run.ts";
import type { CliContext } from "./cli-context.ts";

/** How far a run has come: a bar with the stage on a terminal, nothing elsewhere. */
export class StageProgress {
  readonly #bar: cliProgress.SingleBar | undefined;

  constructor({ stderr }: Pick<CliContext, "stderr">) {
    if (stderr.isTTY !== true) return;
    this.#bar = new cliProgress.SingleBar({
      format: "  {bar} {percentage} % │ {stage}",
      stream: stderr as NodeJS.WriteStream,
      barCompleteChar: "█",
      barIncompleteChar: "░",
      hideCursor: true,
    });
    this.#bar.start(100, 0, { stage: "load" });
  }

  show({ progress, stage }: Pick<Run, "progress" | "stage">): void {
    this.#bar?.update(Math.round(progress * 100), { stage });
  }

  stop(): void {
    this.#bar?.stop();
  }
}
