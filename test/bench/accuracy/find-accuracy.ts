/**
 * `npm run bench:accuracy`: how right the rings are, on made-up worlds, real sign-ups and prompts, with other methods beside.
 *
 * Progress goes to stderr, figures to stdout and, unless told otherwise, to docs/accuracy.md.
 */
import { existsSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { formatTable } from "../../../src/cli/format-table.ts";
import { parseWholeNumber } from "../../../src/cli/parse-whole-number.ts";
import { scenarios } from "../../../src/simulate/world-options.ts";
import { doInProcesses } from "./do-in-process.ts";
import type { Figures } from "./figures.ts";
import { parseSeeds } from "./parse-seeds.ts";
import { toSections } from "./sections/to-sections.ts";
import type { Task } from "./task.ts";
import { writeAccuracyPage } from "./write-accuracy-page.ts";

interface AccuracyOptions {
  readonly seeds: readonly number[];
  readonly people: number;
  readonly parts: readonly Part[];
  readonly data: string;
  readonly jobs: number;
  readonly quick?: boolean;
  readonly write: boolean;
  readonly json?: boolean;
}

/** What a shell expects of a program that ended by Ctrl-C. */
const interruptedExitCode = 130;
/** Nothing was ever tuned on these. */
const officialSeeds = "1001-1010";
const quickPeople = 5000;
/** What can be measured apart: worlds of each scenario, default worlds day by day, the shop's sign-ups, prompts. */
const allParts = [...scenarios, "decided", "replay", "signups", "prompts"] as const;
type Part = (typeof allParts)[number];
/** Demo worlds and those that are lived through day by day are smaller than default ones by this. */
const smallerBy = 3;

const options = new Command("npm run bench:accuracy --")
  .option("--seeds <list>", "seeds of the worlds, such as 1-3,7", parseSeeds, parseSeeds(officialSeeds))
  .option("--people <number>", "honest accounts of a default world", parseWholeNumber(600, 1_000_000), 60_000)
  .option("--parts <list>", `some of ${allParts.join(",")}`, parseParts, allParts)
  .option("--data <folder>", "where the shop's sign-ups and the prompts are", "../shared/data")
  .option("--jobs <number>", "worlds at a time, each in a process of its own", parseWholeNumber(1, 64), 1)
  .option("--quick", "one seed and small worlds: to see that it works")
  .option("--no-write", "leave docs/accuracy.md as it is")
  .option("--json", "print the figures as JSON")
  .parse()
  .opts<AccuracyOptions>();

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interruption.abort());

try {
  await present(await measure(options));
} catch (error) {
  if (!interruption.signal.aborted) throw error;
  process.exitCode = interruptedExitCode;
}

async function present(figures: Figures): Promise<void> {
  const sections = toSections(figures);
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify(figures, null, 2)}\n`
      : sections
          .map(
            ({ title, columns, rows, notes }) => `${[title, "", formatTable(columns, rows), ...notes].join("\n")}\n\n`,
          )
          .join(""),
  );
  if (options.write) await writeAccuracyPage(sections, commandLine(options));
}

async function measure({ jobs, ...wanted }: AccuracyOptions): Promise<Figures> {
  const tasks = listTasks(wanted);
  const onStart = (task: Task) => say(`${tasks.indexOf(task) + 1} of ${tasks.length}: ${describe(task)}`);
  const results = await doInProcesses(tasks, { jobs, onStart, signal: interruption.signal });
  return {
    worlds: results.flatMap(({ world }) => world ?? []),
    decided: results.flatMap(({ decided }) => decided ?? []),
    replays: results.flatMap(({ replay }) => replay ?? []),
    signups: results.find(({ signups }) => signups)?.signups,
    prompts: results.find(({ prompts }) => prompts)?.prompts,
    machine: `Machine: ${availableParallelism()} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}.`,
  };
}

function listTasks(wanted: Omit<AccuracyOptions, "jobs">): Task[] {
  const seeds = wanted.quick === true ? wanted.seeds.slice(0, 1) : wanted.seeds;
  const people = wanted.quick === true ? Math.min(quickPeople, wanted.people) : wanted.people;
  const fewer = Math.round(people / smallerBy);
  return allParts
    .filter((part) => wanted.parts.includes(part))
    .flatMap((part): Task[] => {
      if (part === "decided" || part === "replay") return seeds.map((seed) => ({ kind: part, seed, people: fewer }));
      if (part === "signups" || part === "prompts") return findData(part, join(wanted.data, part));
      return seeds.map((seed) => ({ kind: "world", scenario: part, seed, people: part === "demo" ? fewer : people }));
    });
}

function findData(kind: "signups" | "prompts", folder: string): Task[] {
  if (existsSync(folder)) return [{ kind, folder }];
  say(`There is no ${folder}: that part is left out`);
  return [];
}

function describe(task: Task): string {
  switch (task.kind) {
    case "world":
      return `a ${task.scenario} world, seed ${task.seed}`;
    case "decided":
      return `a world with decisions, seed ${task.seed}`;
    case "replay":
      return `a world day by day, seed ${task.seed}`;
    case "signups":
      return "a shop's sign-ups";
    case "prompts":
      return "prompts of known templates";
  }
}

/** The command that gives the same figures. */
function commandLine({ seeds, people, parts, quick }: AccuracyOptions): string {
  const given = [
    ...(seeds.join() === parseSeeds(officialSeeds).join() ? [] : [`--seeds ${seeds.join()}`]),
    ...(people === 60_000 ? [] : [`--people ${people}`]),
    ...(parts.length === allParts.length ? [] : [`--parts ${parts.join()}`]),
    ...(quick === true ? ["--quick"] : []),
  ];
  return ["npm run bench:accuracy", ...(given.length > 0 ? ["--", ...given] : [])].join(" ");
}

function parseParts(text: string): readonly Part[] {
  const parts = text.split(",");
  const isPart = (part: string): part is Part => allParts.includes(part as Part);
  if (!parts.every(isPart)) throw new InvalidArgumentError(`It must be some of ${allParts.join(",")}.`);
  return parts;
}

function say(step: string): void {
  process.stderr.write(`${step}\n`);
}
