import { type Command, InvalidArgumentError, Option } from "commander";
import { createWorld, type World } from "../simulate/create-world.ts";
import { type Scenario, scenarios, worldOptions } from "../simulate/world-options.ts";
import { eventLines, labelLines, writeLines } from "../simulate/write-world.ts";
import type { CliContext } from "./cli-context.ts";
import { formatCount, formatPlural } from "./format-values.ts";
import { type KnobSettings, parseKnob } from "./parse-knob.ts";
import { parseWholeNumber } from "./parse-whole-number.ts";
import { SteppedProgress } from "./stepped-progress.ts";

interface SimulateOptions {
  readonly seed: number;
  readonly people: number;
  readonly days: number;
  readonly start?: number;
  readonly scenario: Scenario;
  readonly set: KnobSettings;
  readonly promptText: number;
  readonly out: string;
  readonly labels?: string;
}

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
      new Option("--scenario <name>", "demo has more rings; careful has careful rings on top of the default world")
        .choices(scenarios)
        .default("default"),
    )
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
    .action((options: SimulateOptions) => simulate(context, options));
}

async function simulate(context: CliContext, options: SimulateOptions): Promise<void> {
  const { seed, people, days, scenario, promptText: promptTextShare, start, set } = options;
  const startsAt = start === undefined ? {} : { startsAt: start };
  const world = createWorld(worldOptions({ seed, people, days, scenario, promptTextShare, ...startsAt, ...set }));
  if (options.labels !== undefined) await writeLines(labelLines(world.labels), options.labels);
  const progress = new SteppedProgress(context);
  let written = 0;
  try {
    // How many events there will be is not known before they are made; the day is.
    progress.begin("Writing events", days);
    const lines = eventLines(world, (daysWritten, events) => {
      written = events;
      progress.reach(daysWritten, `${formatCount(events)} events`);
    });
    await writeLines(lines, options.out === "-" ? context.stdout : options.out);
  } finally {
    progress.end();
  }
  context.stderr.write(describe(world, written));
}

function describe({ labels }: World, events: number): string {
  const fakes = labels.filter(({ isFake }) => isFake);
  const rings = new Set(fakes.map(({ group }) => group)).size;
  return (
    `${formatPlural(events, "event")} of ${formatPlural(labels.length, "account")}, ` +
    `${formatCount(fakes.length)} of them fake in ${formatPlural(rings, "ring")}\n`
  );
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
