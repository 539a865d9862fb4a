/**
 * `npm run bench:accuracy`: how right the rings are that are found in made-up worlds.
 *
 * Progress goes to stderr, figures to stdout and, unless told otherwise, to docs/accuracy.md.
 */
import { Command, InvalidArgumentError } from "commander";
import { formatTable } from "../../../src/cli/format-table.ts";
import { parseWholeNumber } from "../../../src/cli/parse-whole-number.ts";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { type Scenario, worldOptions } from "../../../src/simulate/world-options.ts";
import type { WorldFigures } from "./figures.ts";
import { measureWorld } from "./measure-world.ts";
import { toSections } from "./sections.ts";
import { writeAccuracyPage } from "./write-accuracy-page.ts";

interface AccuracyOptions {
  readonly seeds: readonly number[];
  readonly people: number;
  readonly quick?: boolean;
  readonly write: boolean;
  readonly json?: boolean;
}

/** Nothing was ever tuned on these. */
const officialSeeds = "1001-1010";
const quickPeople = 5000;

const options = new Command("npm run bench:accuracy --")
  .option("--seeds <list>", "seeds of the worlds, such as 1-3,7", parseSeeds, parseSeeds(officialSeeds))
  .option("--people <number>", "honest accounts of a default world", parseWholeNumber(200, 1_000_000), 60_000)
  .option("--quick", "one seed, small worlds: to see that it works")
  .option("--no-write", "leave docs/accuracy.md as it is")
  .option("--json", "print the figures as JSON")
  .parse()
  .opts<AccuracyOptions>();

const seeds = options.quick === true ? options.seeds.slice(0, 1) : options.seeds;
const people = options.quick === true ? Math.min(quickPeople, options.people) : options.people;
const worlds: WorldFigures[] = [];
for (const scenario of ["default", "demo"] satisfies Scenario[]) {
  for (const seed of seeds) {
    say(`A ${scenario} world, seed ${seed}`);
    const size = scenario === "demo" ? Math.round(people / 3) : people;
    worlds.push(measureWorld(scenario, worldOptions({ seed, people: size, scenario }), defaultPolicy));
  }
}
const figures = { worlds, peakBytes: process.resourceUsage().maxRSS * 1024 };
const sections = toSections(figures);
process.stdout.write(
  options.json === true
    ? `${JSON.stringify(figures, null, 2)}\n`
    : sections.map(({ title, columns, rows }) => `${title}\n\n${formatTable(columns, rows)}\n`).join(""),
);
if (options.write) await writeAccuracyPage(sections, commandLine());

/** The command that gives the same page. */
function commandLine(): string {
  const given = process.argv.slice(2).filter((argument) => argument !== "--json");
  return `npm run bench:accuracy${given.length > 0 ? ` -- ${given.join(" ")}` : ""}`;
}

function parseSeeds(text: string): number[] {
  return text.split(",").flatMap((part) => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (first === undefined || Number(last) < Number(first))
      throw new InvalidArgumentError("It must be whole numbers and ranges of them, such as 1-3,7.");
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, place) => Number(first) + place);
  });
}

function say(step: string): void {
  process.stderr.write(`${step}\n`);
}
