/**
 * `npm run bench:evasion`: what it costs a ring not to be found.
 *
 * Progress goes to stderr, figures to stdout and, unless told otherwise, to docs/evasion.md.
 */
import { Command } from "commander";
import { formatTable } from "../../../src/cli/format-table.ts";
import { parseWholeNumber } from "../../../src/cli/parse-whole-number.ts";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { addUpJudgements } from "../accuracy/add-up-judgements.ts";
import type { Judgement } from "../accuracy/judge-groups.ts";
import { parseSeeds } from "../accuracy/parse-seeds.ts";
import { toEvasionSections } from "./evasion-sections.ts";
import { measureSetting } from "./measure-setting.ts";
import { type Setting, settingTables } from "./settings.ts";
import { writeEvasionPage } from "./write-evasion-page.ts";

interface EvasionOptions {
  readonly seeds: readonly number[];
  readonly people: number;
  readonly quick?: boolean;
  readonly write: boolean;
  readonly json?: boolean;
}

const usualSeeds = "2001-2002";
const quickPeople = 2000;

const options = new Command("npm run bench:evasion --")
  .option("--seeds <list>", "seeds of the worlds, such as 1-3,7", parseSeeds, parseSeeds(usualSeeds))
  .option("--people <number>", "honest accounts of a world", parseWholeNumber(1000, 1_000_000), 8000)
  .option("--quick", "one seed, small worlds: to see that it works")
  .option("--no-write", "leave docs/evasion.md as it is")
  .option("--json", "print the figures as JSON")
  .parse()
  .opts<EvasionOptions>();

const seeds = options.quick === true ? options.seeds.slice(0, 1) : options.seeds;
const people = options.quick === true ? Math.min(quickPeople, options.people) : options.people;
/** By setting: tables have some in common. */
const judgements = new Map<string, Judgement>();
const tables = settingTables.map(({ rows, ...table }) => ({
  ...table,
  rows: rows.map(({ name, setting }) => ({ name, setting, judgement: judge(`${table.title}: ${name}`, setting) })),
}));
const sections = toEvasionSections(tables);
process.stdout.write(
  options.json === true
    ? `${JSON.stringify({ people, seeds, tables }, null, 2)}\n`
    : sections.map(({ title, columns, rows }) => `${title}\n\n${formatTable(columns, rows)}\n`).join(""),
);
if (options.write) await writeEvasionPage(sections, commandLine());

function judge(name: string, setting: Setting): Judgement {
  const key = JSON.stringify(setting);
  const known = judgements.get(key);
  if (known) return known;
  process.stderr.write(`${name}\n`);
  const judgement = addUpJudgements(seeds.map((seed) => measureSetting(setting, seed, people, defaultPolicy)));
  judgements.set(key, judgement);
  return judgement;
}

/** The command that gives the same page. */
function commandLine(): string {
  const given = process.argv.slice(2).filter((argument) => argument !== "--json");
  return `npm run bench:evasion${given.length > 0 ? ` -- ${given.join(" ")}` : ""}`;
}
