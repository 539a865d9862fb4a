import { toRunBody } from "../contract/to-run-body.ts";
import { toShadowDifferenceBody } from "../contract/to-shadow-difference-body.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Run } from "../model/run.ts";
import type { ShadowDifference } from "../model/shadow-difference.ts";
import { listAll } from "../rings/list-all.ts";
import { listDifferences } from "../runs/compare-with-published.ts";
import { runNumber } from "../runs/run-queries.ts";
import type { CliContext } from "./cli-context.ts";
import { describeRun } from "./describe-run.ts";
import { formatTable } from "./format-table.ts";
import { formatPlural, formatRisk } from "./format-values.ts";
import { printJson } from "./print-json.ts";

const shownAccounts = 20;

/** Says whom a shadow run's policy would newly flag, and whom release. */
export async function reportDifferences(
  context: CliContext,
  { database }: Pick<Dependencies, "database">,
  run: Run,
  json: boolean | undefined,
): Promise<void> {
  const differences = await listAll((after: ShadowDifference | undefined) =>
    listDifferences(database.db, runNumber(run.id) ?? 0, { limit: 1000, after }),
  );
  if (json === true) {
    return printJson(context.stdout, { run: toRunBody(run), differences: differences.map(toShadowDifferenceBody) });
  }
  const { newlyFlaggedAccounts = 0, releasedAccounts = 0 } = run.counts;
  context.stdout.write(describeRun(run));
  context.stdout.write(
    `  nothing published: ${formatPlural(newlyFlaggedAccounts, "account")} would be newly flagged, ${releasedAccounts} released\n`,
  );
  for (const kind of ["newly-flagged", "released"] as const) {
    const some = differences.filter((difference) => difference.kind === kind);
    if (some.length === 0) continue;
    const more = some.length > shownAccounts ? ` (${shownAccounts} of ${some.length}; --json has all)` : "";
    const columns = [{ title: "account", maxWidth: 40 }, { title: "ring" }, { title: "risk", align: "right" }] as const;
    const rows = some
      .slice(0, shownAccounts)
      .map(({ accountId, ringId, risk }) => [accountId, ringId, formatRisk(risk)]);
    context.stdout.write(
      `\n${kind === "released" ? "Released" : "Newly flagged"}${more}\n\n${formatTable(columns, rows)}`,
    );
  }
}
