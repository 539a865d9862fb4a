import { Readable } from "node:stream";
import { type Command, InvalidArgumentError } from "commander";
import { compareWithLabels } from "../evaluation/compare-with-labels.ts";
import { describeComparison } from "../evaluation/describe-comparison.ts";
import { readAccountsBefore, readFlaggedAccounts } from "../evaluation/flagged-accounts-query.ts";
import { readLabels } from "../evaluation/read-labels.ts";
import { type Score, scoreAccounts } from "../evaluation/score.ts";
import { DomainError } from "../model/errors.ts";
import type { Label } from "../model/label.ts";
import { newestPublished } from "../runs/run-queries.ts";
import type { CliContext } from "./cli-context.ts";
import { formatScores } from "./format-scores.ts";
import { findInput } from "./open-input.ts";
import { printJson } from "./print-json.ts";
import { toComparisonBody } from "./to-comparison-body.ts";
import { withDatabase } from "./with-database.ts";
import { wrapWords } from "./wrap-words.ts";

interface EvaluateOptions {
  readonly signedUpBefore?: Date;
  readonly json?: boolean;
}

/** `ringfence evaluate`: how right the newest run was, against labels that somebody has. */
export function addEvaluateCommand(program: Command, context: CliContext): void {
  program
    .command("evaluate")
    .description("compare the flagged rings with a file of labels")
    .argument(
      "<labels>",
      "CSV with account_id, label (1 = fake) and, if known, group and group_kind; plain, gzip or zstd; or -",
    )
    .option("--signed-up-before <date>", "score the accounts before that day and from then on apart", parseDay)
    .option("--json", "print the comparison as JSON")
    .action((labels: string, options: EvaluateOptions) => evaluate(context, labels, options));
}

async function evaluate(context: CliContext, file: string, { signedUpBefore, json }: EvaluateOptions): Promise<void> {
  const input = await findInput(file, context);
  const labels = await readLabels(
    Readable.from(
      input.open(() => {}),
      { objectMode: false },
    ),
  );
  const { flagged, before } = await withDatabase(context, async ({ database }) => {
    if (!(await newestPublished(database.db))) throw nothingToCompare();
    return {
      flagged: await readFlaggedAccounts(database.db),
      before: signedUpBefore === undefined ? undefined : await readAccountsBefore(database.db, signedUpBefore),
    };
  });
  const accused = new Set(flagged.map(({ accountId }) => accountId));
  const ringSizes = new Map(flagged.map(({ accountId, ringSize }) => [accountId, ringSize]));
  const comparison = compareWithLabels(accused, labels, { ringSizes });
  const scores: NamedScore[] = [
    ...(before === undefined ? [] : scoreApart(accused, labels, before, dayOf(signedUpBefore))),
    ["all accounts", comparison.accounts],
  ];
  if (json === true) printJson(context.stdout, toComparisonBody(comparison, scores));
  else
    context.stdout.write(
      [formatScores(scores), ...describeComparison(comparison).map((line) => wrapWords(line)), ""].join("\n"),
    );
}

const nothingToCompare = () =>
  new DomainError(
    "conflict",
    "no-run-yet",
    "Nothing has looked for rings yet, so there is nothing to compare; run: ringfence run",
  );

type NamedScore = readonly [name: string, score: Score];

function scoreApart(
  accused: ReadonlySet<string>,
  labels: readonly Label[],
  before: ReadonlySet<string>,
  day: string,
): NamedScore[] {
  return [
    [
      `before ${day}`,
      scoreAccounts(
        accused,
        labels.filter(({ accountId }) => before.has(accountId)),
      ),
    ],
    [
      `from ${day} on`,
      scoreAccounts(
        accused,
        labels.filter(({ accountId }) => !before.has(accountId)),
      ),
    ],
  ];
}

function dayOf(time: Date | undefined): string {
  return time?.toISOString().slice(0, 10) ?? "";
}

function parseDay(text: string): Date {
  const time = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : Number.NaN);
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError("It must be a day, such as 2015-01-20.");
  return time;
}
