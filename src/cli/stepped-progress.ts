import cliProgress from "cli-progress";
import type { CliContext } from "./cli-context.ts";

/** Steps of known length: a bar for each on a terminal; elsewhere nothing, because a log has no use for bars. */
export class SteppedProgress {
  readonly #context: Pick<CliContext, "stderr">;
  #bar: cliProgress.SingleBar | undefined;

  constructor(context: Pick<CliContext, "stderr">) {
    this.#context = context;
  }

  begin(name: string, total: number): void {
    this.end();
    if (this.#context.stderr.isTTY !== true) return;
    this.#bar = new cliProgress.SingleBar({
      format: `  ${name.padEnd(14)} {bar} {percentage} % │ {note}`,
      stream: this.#context.stderr as NodeJS.WriteStream,
      barCompleteChar: "█",
      barIncompleteChar: "░",
      hideCursor: true,
      clearOnComplete: true,
      fps: 5,
    });
    this.#bar.start(total, 0, { note: "" });
  }

  reach(done: number, note = ""): void {
    this.#bar?.update(done, { note });
  }

  /** Takes the bar away; the step's own words stand in its place. */
  end(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}
