/**
 * `npm run bench`: how fast events are taken in over HTTP and how long the run over them takes, with the limit beside it.
 *
 * Progress goes to stderr, figures to stdout and, unless told otherwise, to docs/performance.md.
 */
import { Command } from "commander";
import { parseWholeNumber } from "../../src/cli/parse-whole-number.ts";
import { makeDemoFolder } from "../../src/demo/demo-folder.ts";
import { describeFigures } from "./describe-figures.ts";
import type { Figures } from "./figures.ts";
import { measure } from "./measure.ts";
import { writePerformancePage } from "./write-performance-page.ts";

/** What a shell expects of a program that ended by Ctrl-C. */
const interruptedExitCode = 130;

interface BenchOptions {
  readonly events: number;
  readonly write: boolean;
  readonly json?: boolean;
}

const options = new Command("npm run bench --")
  .option("--events <number>", "events to send", parseWholeNumber(1000, 100_000_000), 1_000_000)
  .option("--no-write", "leave docs/performance.md as it is")
  .option("--json", "print the figures as JSON")
  .parse()
  .opts<BenchOptions>();

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interruption.abort());

const folder = await makeDemoFolder();
try {
  const figures = await measure({ events: options.events, folder, say, signal: interruption.signal });
  await present(figures);
} catch (error) {
  if (!interruption.signal.aborted) throw error;
  process.exitCode = interruptedExitCode;
} finally {
  await folder.remove();
}

async function present(figures: Figures): Promise<void> {
  process.stdout.write(options.json === true ? `${JSON.stringify(figures, null, 2)}\n` : describeFigures(figures));
  if (!options.write) return;
  const size = options.events === 1_000_000 ? "" : ` -- --events ${options.events}`;
  await writePerformancePage(figures, `npm run bench${size}`);
}

function say(step: string): void {
  process.stderr.write(`${step}\n`);
}
