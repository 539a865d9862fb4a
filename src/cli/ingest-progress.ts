import cliProgress from "cli-progress";
import type { CliContext } from "./cli-context.ts";
import { formatCount } from "./format-values.ts";
import type { Input } from "./open-input.ts";

/** How far an ingest has come: a bar by bytes on a terminal, nothing elsewhere. */
export class IngestProgress {
  readonly #context: CliContext;
  readonly #bar: cliProgress.SingleBar | undefined;
  readonly #startedAt: number;
  #eventsBefore = 0;
  #events = 0;

  constructor(context: CliContext, inputs: readonly Input[]) {
    this.#context = context;
    this.#startedAt = context.clock.now().getTime();
    if (context.stderr.isTTY !== true) return;
    const sizes = inputs.map(({ bytes }) => bytes);
    const total = sizes.includes(undefined) ? 0 : sizes.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0);
    const bar = total > 0 ? "{bar} {percentage} % │ " : "";
    this.#bar = new cliProgress.SingleBar({
      format: `  ${bar}{events} events │ {rate}/s`,
      stream: context.stderr as NodeJS.WriteStream,
      barCompleteChar: "█",
      barIncompleteChar: "░",
      hideCursor: true,
      fps: 5,
    });
    this.#bar.start(total, 0, this.#payload());
  }

  /** Bytes were read from disk. */
  read(bytes: number): void {
    this.#bar?.increment(bytes, this.#payload());
  }

  /** So many events of the present file have been dealt with. */
  count(events: number): void {
    this.#events = this.#eventsBefore + events;
    this.#bar?.update(this.#payload());
  }

  endFile(): void {
    this.#eventsBefore = this.#events;
  }

  stop(): void {
    this.#bar?.stop();
  }

  #payload(): { events: string; rate: string } {
    const seconds = Math.max(0.001, (this.#context.clock.now().getTime() - this.#startedAt) / 1000);
    return { events: formatCount(this.#events), rate: formatCount(Math.round(this.#events / seconds)) };
  }
}
