import { setTimeout as wait } from "node:timers/promises";
import type { Command } from "commander";
import { toRingBody } from "../contract/to-ring-body.ts";
import { toRunBody } from "../contract/to-run-body.ts";
import type { Dependencies } from "../dependencies.ts";
import { DomainError } from "../model/errors.ts";
import type { Run } from "../model/run.ts";
import { findRun } from "../runs/run-queries.ts";
import { type StartedRun, startRun } from "../runs/start-run.ts";
import type { CliContext } from "./cli-context.ts";
import { formatCount, formatDecimal, formatMinute, formatPlural } from "./format-values.ts";
import { parseCount, parseTime } from "./parse-options.ts";
import { printJson } from "./print-json.ts";
import { ringTable } from "./ring-table.ts";
import { selectRings } from "./select-rings.ts";
import { StageProgress } from "./stage-progress.ts";
import { withDatabase } from "./with-database.ts";

interface RunOptions {
  readonly asOf?: Date;
  readonly windowDays?: number;
  readonly json?: boolean;
}

/** How often the run's row is read for the bar. */
const pollMilliseconds = 200;
const shownRings = 20;

/** `ringfence run`: finds the rings in what was taken in. */
export function addRunCommand(program: Command, context: CliContext): void {
  program
    .command("run")
    .description("find the rings in the events that were taken in, and publish them")
    .option("--as-of <time>", "look at the window before this moment; the newest event's time unless given", parseTime)
    .option("--window-days <days>", "length of the window; the policy's unless given", parseCount(3650))
    .option("--json", "print the run and the flagged rings as JSON")
    .action((options: RunOptions) =>
      withDatabase(context, async (dependencies) => {
        const run = await runToItsEnd(context, dependencies, options);
        const rings = await selectRings(dependencies.database.db, { flagged: true });
        if (options.json === true) {
          printJson(context.stdout, { run: toRunBody(run), rings: rings.map(toRingBody) });
          return;
        }
        context.stdout.write(describe(run));
        if (rings.length > 0) context.stdout.write(`\n${ringTable(rings.slice(0, shownRings))}`);
        if (rings.length > shownRings) context.stdout.write(`\nAll ${formatCount(rings.length)}: ringfence rings\n`);
      }),
    );
}

async function runToItsEnd(context: CliContext, dependencies: Dependencies, options: RunOptions): Promise<Run> {
  const { asOf, windowDays } = options;
  const started = await startRun(dependencies, { asOf, windowDays });
  const progress = new StageProgress(context);
  try {
    const run = await follow(dependencies, started, progress);
    if (run.status === "failed")
      throw new DomainError("unavailable", "run-failed", `Run ${run.id} failed: ${run.failure}.`);
    return run;
  } finally {
    progress.stop();
  }
}

async function follow(
  { database }: Dependencies,
  { run, finished }: StartedRun,
  progress: StageProgress,
): Promise<Run> {
  for (;;) {
    const ended = await Promise.race([finished, wait(pollMilliseconds)]);
    const now = ended ?? (await findRun(database.db, run.id));
    if (now) progress.show(now);
    if (ended) return ended;
  }
}

function describe({ id, counts, asOf, windowDays, timings, policyVersion, manifest }: Run): string {
  const seconds = Object.values(timings).reduce((sum, stage) => sum + stage, 0);
  const { accounts = 0, sightings = 0, links = 0, rings = 0, flaggedRings = 0, flaggedAccounts = 0 } = counts;
  return [
    `${id}: ${formatPlural(windowDays, "day")} up to ${formatMinute(asOf)} UTC, done in ${formatDecimal(seconds)} s`,
    `  ${formatPlural(accounts, "account")}, ${formatPlural(sightings, "sighting")}, ${formatPlural(links, "link")}`,
    `  ${formatPlural(rings, "ring")}, ${formatCount(flaggedRings)} flagged with ${formatPlural(flaggedAccounts, "account")}`,
    `  policy ${policyVersion}, manifest ${manifest?.hash ?? "-"}`,
    "",
  ].join("\n");
}
