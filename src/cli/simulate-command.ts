import { type Command, InvalidArgumentError, Option } from "commander";
import { createWorld, type World } from "../simulate/create-world.ts";
import { letterOptions, letterScales } from "../simulate/letter.ts";
import { RingTally } from "../simulate/tally-rings.ts";
import { scenarios, type WorldOptions, worldOptions } from "../simulate/world-options.ts";
import { eventLines, labelLines, writeLines } from "../simulate/write-world.ts";
import type { CliContext } from "./cli-context.ts";
import { formatCount, formatPlural } from "./format-values.ts";
import { type KnobSettings, parseKnob } from "./parse-knob.ts";
import { parseWholeNumber } from "./parse-whole-number.ts";
import { SteppedProgress } from "./stepped-progress.ts";

const allScenarios = [...scenarios, "letter"] as const;

interface SimulateOptions {
  readonly seed: number;
  readonly people: number;
  readonly days: number;
  readonly start?: number;
  readonly scenario: (typeof allScenarios)[number];
  readonly scale: number;
  readonly set: KnobSettings;
  readonly promptText: number;
  readonly out: string;
  readonly labels?: string;
  readonly truth?: string;
}

/** Options that mean nothing to a scenario. */
const unfitOptions = { letter: ["people", "days", "start", "set", "promptText"], others: ["scale"] } as const;

/** `ringfence simulate`: writes the events of a made-up world, and who in it is fake. */
export function addSimulateCommand(program: Command, context: CliContext): void {
  program
    .command("simulate")
    .description("write the events of a made-up world of people and rings, and its labels")
    .option("--seed <number>", "the same seed makes the same world, to the byte", parseWholeNumber(0, 2 ** 31 - 1), 1)
    .option(
      "--people <number>",
      "accounts of honest people; machines and fakes come on top",
      parseWholeNumber(200, 1_000_000),
      20_000,
    )
    .option("--days <number>", "how long the world lasts", parseWholeNumber(14, 366), 45)
    .option("--start <date>", "its first day, such as 2026-04-22", parseDay)
    .addOption(
      new Option(
        "--scenario <name>",
        "demo has more rings; careful has careful rings on top of the default world; letter has one operation of 25,000 accounts among 1,000,000 people",
      )
        .choices(allScenarios)
        .default("default"),
    )
    .option("--scale <share>", "how much of the letter's world, 0.001 - 1", scaleOf, 1)
    .addOption(
      new Option(
        "--set <name=value>",
        "turn a knob, such as accountsPerCard=5 or rings.disguised=3; can be given again; a wrong name lists them",
      )
        .argParser(parseKnob)
        .default({ rings: {}, evasion: {} }, "none"),
    )
    .option("--prompt-text <share>", "share of usage, 0 - 1, with the text of a prompt, not its fingerprint", share, 0)
    .requiredOption(
      "--out <file>",
      "where the events go, as JSON lines; compressed when it ends in .gz; - is the output",
    )
    .option("--labels <file>", "where the labels go, as CSV: account_id, label (1 = fake), group, group_kind")
    .option(
      "--truth <file>",
      "where the totals of each ring go, as JSON: accounts, exchanges, from when to when, what for",
    )
    .action((options: SimulateOptions, command: Command) => simulate(context, options, command));
}

async function simulate(context: CliContext, options: SimulateOptions, command: Command): Promise<void> {
  const wanted = toWorldOptions(options, command);
  const world = createWorld(wanted);
  if (options.labels !== undefined) await writeLines(labelLines(world.labels), options.labels);
  const tally = new RingTally(world);
  const progress = new SteppedProgress(context);
  let written = 0;
  try {
    // How many events there will be is not known before they are made; the day is.
    progress.begin("Writing events", wanted.days);
    const lines = eventLines(world, {
      onDay(daysWritten, events) {
        written = events;
        progress.reach(daysWritten, `${formatCount(events)} events`);
      },
      ...(options.truth !== undefined ? { onEvent: (event) => tally.note(event) } : {}),
    });
    await writeLines(lines, options.out === "-" ? context.stdout : options.out);
  } finally {
    progress.end();
  }
  if (options.truth !== undefined) await writeLines([`${JSON.stringify(tally.read(), null, 2)}\n`], options.truth);
  context.stderr.write(describe(world, written));
}

function toWorldOptions(options: SimulateOptions, command: Command): WorldOptions {
  const { seed, people, days, scenario, scale, promptText: promptTextShare, start, set } = options;
  const unfit = unfitOptions[scenario === "letter" ? "letter" : "others"].find(
    (name) => command.getOptionValueSource(name) === "cli",
  );
  if (unfit !== undefined) {
    const flag = command.options.find((option) => option.attributeName() === unfit)?.long;
    command.error(`error: option '${flag}' says nothing with '--scenario ${scenario}'`);
  }
  if (scenario === "letter") return letterOptions({ seed, scale });
  return worldOptions({
    seed,
    people,
    days,
    scenario,
    promptTextShare,
    ...(start === undefined ? {} : { startsAt: start }),
    ...set,
  });
}

function describe({ labels }: World, events: number): string {
  const fakes = labels.filter(({ isFake }) => isFake);
  const rings = new Set(fakes.map(({ group }) => group)).size;
  return (
    `${formatPlural(events, "event")} of ${formatPlural(labels.length, "account")}, ` +
    `${formatCount(fakes.length)} of them fake in ${formatPlural(rings, "ring")}\n`
  );
}

function scaleOf(text: string): number {
  const { least, most } = letterScales;
  const value = Number(text);
  if (text.trim() === "" || !(value >= least && value <= most))
    throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
  return value;
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError("It must be a number from 0 to 1.");
  return value;
}

function parseDay(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError("It must be a day, such as 2026-04-22.");
  return time;
}
