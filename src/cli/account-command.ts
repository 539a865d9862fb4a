import type { Command } from "commander";
import { toAccountBody } from "../contract/to-account-body.ts";
import { rollUpEvents } from "../ingest/roll-up-events.ts";
import { findAccount } from "../rings/find-account.ts";
import type { CliContext } from "./cli-context.ts";
import { describeAccount } from "./describe-account.ts";
import { printJson } from "./print-json.ts";
import { withDatabase } from "./with-database.ts";

/** `ringfence account ID`: one account, its ring and its links. */
export function addAccountCommand(program: Command, context: CliContext): void {
  program
    .command("account")
    .description("show one account: its risk, its ring, whom it is linked with and by what")
    .argument("<id>", "the account's id, as the events have it")
    .option("--json", "print it as JSON")
    .action((id: string, { json }: { json?: boolean }) =>
      withDatabase(context, async ({ database }) => {
        await rollUpEvents(database);
        const account = await findAccount(database.db, id);
        if (json === true) printJson(context.stdout, toAccountBody(account));
        else context.stdout.write(describeAccount(account));
      }),
    );
}
