import { type Command, Option } from "commander";
import { toRingBody } from "../contract/to-ring-body.ts";
import type { Db } from "../db/database.ts";
import { newestPublished } from "../runs/run-queries.ts";
import type { CliContext } from "./cli-context.ts";
import { formatMinute } from "./format-values.ts";
import { printJson } from "./print-json.ts";
import { ringTable } from "./ring-table.ts";
import { selectRings } from "./select-rings.ts";
import { withDatabase } from "./with-database.ts";

interface RingsOptions {
  readonly all?: boolean;
  readonly json?: boolean;
}

/** `ringfence rings`: what the newest run found. */
export function addRingsCommand(program: Command, context: CliContext): void {
  program
    .command("rings")
    .description("list the rings of the newest run, riskiest first")
    .addOption(new Option("--flagged", "the flagged ones only, which is what happens anyway").conflicts("all"))
    .option("--all", "those below the threshold too")
    .option("--json", "print them as JSON")
    .action(({ all, json }: RingsOptions) =>
      withDatabase(context, async ({ database }) => {
        const rings = await selectRings(database.db, { flagged: all === true ? undefined : true });
        if (json === true) printJson(context.stdout, { data: rings.map(toRingBody) });
        else if (rings.length > 0) context.stdout.write(ringTable(rings));
        else context.stdout.write(`${await whyNone(database.db, all === true)}\n`);
      }),
    );
}

async function whyNone(db: Db, isAll: boolean): Promise<string> {
  const run = await newestPublished(db);
  if (!run) return "Nothing has looked for rings yet. `ringfence run` does.";
  return `No ${isAll ? "" : "flagged "}rings as of ${formatMinute(run.asOf)} UTC. \`ringfence run\` looks again.`;
}
