import { existsSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Command } from "commander";
import { toRingBody } from "../contract/to-ring-body.ts";
import { toRunBody } from "../contract/to-run-body.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Policy } from "../detection/policy.ts";
import { DomainError } from "../model/errors.ts";
import type { Run } from "../model/run.ts";
import { findPolicy } from "../policies/find-policy.ts";
import { parsePolicy } from "../policies/parse-policy.ts";
import { findRun } from "../runs/run-queries.ts";
import { type StartedRun, type StartRun, startRun } from "../runs/start-run.ts";
import type { CliContext } from "./cli-context.ts";
import { describeRun } from "./describe-run.ts";
import { formatCount } from "./format-values.ts";
import { parseCount, parseTime } from "./parse-options.ts";
import { printJson } from "./print-json.ts";
import { readPolicyFile } from "./read-policy-file.ts";
import { reportDifferences } from "./report-differences.ts";
import { ringTable } from "./ring-table.ts";
import { selectRings } from "./select-rings.ts";
import { StageProgress } from "./stage-progress.ts";
import { withDatabase } from "./with-database.ts";

interface RunOptions {
  readonly asOf?: Date;
  readonly windowDays?: number;
  readonly policy?: string;
  readonly shadow?: boolean;
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
    .option("--policy <file>", "with --shadow: the policy to try out, a file or the version of one that was added")
    .option("--shadow", "publish nothing, and say whom the policy would newly flag and whom release")
    .option("--json", "print the run and the flagged rings, or what would change, as JSON")
    .action(async (options: RunOptions) => {
      const shadowPolicy = await readShadowPolicy(options);
      await withDatabase(context, async (dependencies) => {
        const policy = await shadowPolicy?.(dependencies);
        const run = await runToItsEnd(context, dependencies, { ...options, shadowPolicy: policy });
        if (run.isShadow) return reportDifferences(context, dependencies, run, options.json);
        const rings = await selectRings(dependencies.database.db, { flagged: true });
        if (options.json === true) {
          printJson(context.stdout, { run: toRunBody(run), rings: rings.map(toRingBody) });
          return;
        }
        context.stdout.write(describeRun(run));
        if (rings.length > 0) context.stdout.write(`\n${ringTable(rings.slice(0, shownRings))}`);
        if (rings.length > shownRings) context.stdout.write(`\nAll ${formatCount(rings.length)}: ringfence rings\n`);
      });
    });
}

/** A file is read before the database is opened, so that its faults are told at once. */
async function readShadowPolicy({
  policy,
  shadow,
}: RunOptions): Promise<((dependencies: Dependencies) => Promise<Policy>) | undefined> {
  if (policy === undefined && shadow !== true) return undefined;
  if (policy === undefined || shadow !== true) {
    throw new DomainError(
      "invalid",
      "shadow-and-policy",
      "--policy and --shadow go together: a policy is tried out in a shadow run, and put to use with `ringfence policy promote`.",
    );
  }
  if (!existsSync(policy))
    return async (dependencies) => parsePolicy((await findPolicy(dependencies, policy)).document);
  const read = await readPolicyFile(policy);
  return async () => read;
}

async function runToItsEnd(
  context: CliContext,
  dependencies: Dependencies,
  { asOf, windowDays, shadowPolicy }: StartRun,
): Promise<Run> {
  const started = await startRun(dependencies, { asOf, windowDays, shadowPolicy });
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
