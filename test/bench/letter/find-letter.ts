/**
 * `npm run bench:letter`: one operation of 25,000 accounts among a million honest ones, or a part of that, from the events alone.
 *
 * Progress goes to stderr, figures to stdout and, unless told otherwise, to docs/performance.md. Exit code 1 when the report is off by
 * more than 1 %, one ring with its successor is not what it shows, or an honest group is flagged.
 */
import { Command, InvalidArgumentError } from "commander";
import { formatTable } from "../../../src/cli/format-table.ts";
import { parseWholeNumber } from "../../../src/cli/parse-whole-number.ts";
import { letterScales } from "../../../src/simulate/letter.ts";
import { writePerformancePart } from "../performance-page.ts";
import { toMarkdown } from "../accuracy/write-accuracy-page.ts";
import { listFaults } from "./judge-operation.ts";
import type { LetterFigures } from "./letter-figures.ts";
import { measureLetter } from "./measure-letter.ts";
import { toLetterSections } from "./to-letter-sections.ts";

interface LetterOptions {
  readonly scale: readonly number[];
  readonly seed: number;
  readonly fail: boolean;
  readonly write: boolean;
  readonly json?: boolean;
}

/** What a shell expects of a program that ended by Ctrl-C. */
const interruptedExitCode = 130;

const options = new Command("npm run bench:letter --")
  .option("--scale <list>", "parts of the full size, such as 0.01,0.03,0.1", parseScales, [1])
  .option("--seed <number>", "of the world", parseWholeNumber(0, 2 ** 31 - 1), 1)
  .option("--no-fail", "end with 0 also when the figures are not right")
  .option("--no-write", "leave docs/performance.md as it is")
  .option("--json", "print the figures as JSON")
  .parse()
  .opts<LetterOptions>();

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interruption.abort());

try {
  const figures: LetterFigures[] = [];
  for (const scale of options.scale) {
    figures.push(await measureLetter({ scale, seed: options.seed, say, signal: interruption.signal }));
    // The largest world takes an hour: what is known by then stands on the page, whatever becomes of it.
    if (options.write) await write(figures);
  }
  present(figures);
} catch (error) {
  if (!interruption.signal.aborted) throw error;
  process.exitCode = interruptedExitCode;
}

async function write(figures: readonly LetterFigures[]): Promise<void> {
  const command = `npm run bench:letter -- --scale ${figures.map(({ scale }) => scale).join(",")}`;
  await writePerformancePart(
    "letter",
    [introduction(command), ...toLetterSections(figures).map(toMarkdown)].join("\n\n"),
  );
}

function present(figures: readonly LetterFigures[]): void {
  const tables = toLetterSections(figures).map(({ title, columns, rows, notes }) =>
    [title, "", formatTable(columns, rows), ...notes, ""].join("\n"),
  );
  process.stdout.write(options.json === true ? `${JSON.stringify(figures, null, 2)}\n` : `${tables.join("\n")}\n`);
  const faults = figures.flatMap(listFaults);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0 && options.fail) process.exitCode = 1;
}

function introduction(command: string): string {
  return `# The letter

Written by \`${command}\`; do not edit. One operation of 25,000 accounts, 28.8 million exchanges, from 22 April to 5 June, among 1,000,000
honest accounts (\`ringfence simulate --scenario letter\`), or the part of it that the scale says. Usage comes as counts by the hour, 40 million
events at full size. The service gets what happened before the ban, does a run, is told that the flagged rings are confirmed, gets the
rest and does another run. Then the API is asked, and nothing else: how many accounts, how many exchanges, from when to when, aimed at what.`;
}

function say(step: string): void {
  process.stderr.write(`${step}\n`);
}

function parseScales(text: string): number[] {
  const { least, most } = letterScales;
  const scales = text.split(",").map(Number);
  if (scales.some((scale) => !(scale >= least && scale <= most)))
    throw new InvalidArgumentError(`It must be numbers from ${least} to ${most}, with commas.`);
  return scales;
}
