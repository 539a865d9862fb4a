import type { Command } from "commander";
import { toAccountBody } from "../contract/to-account-body.ts";
import { eraseAccount } from "../erasure/erase-account.ts";
import { findToldOfAccount } from "../indicators/find-told-of-account.ts";
import { createMatcher } from "../indicators/match-indicators.ts";
import { rollUpEvents } from "../ingest/roll-up-events.ts";
import { findAccount } from "../rings/find-account.ts";
import { DomainError } from "../model/errors.ts";
import { actorOf } from "./actor-of.ts";
import type { CliContext } from "./cli-context.ts";
import { describeAccount } from "./describe-account.ts";
import { formatPlural } from "./format-values.ts";
import { printJson } from "./print-json.ts";
import { withDatabase } from "./with-database.ts";

/** `ringfence account ID`: one account, its ring and its links. */
export function addAccountCommand(program: Command, context: CliContext): void {
  const account = program
    .command("account")
    .description("show one account: its risk, its ring, whom it is linked with and by what")
    .argument("<id>", "the account's id, as the events have it")
    .option("--json", "print it as JSON")
    .action((id: string, { json }: { json?: boolean }) =>
      withDatabase(context, async ({ database, secret, clock }) => {
        await rollUpEvents(database);
        const account = await findAccount(database.db, id);
        if (json === true) {
          const at = clock.now();
          const told = await findToldOfAccount(database.db, createMatcher(database.db, secret), {
            accountId: account.id,
            at,
          });
          printJson(context.stdout, toAccountBody(account, told));
        } else context.stdout.write(describeAccount(account));
      }),
    );
  account
    .command("erase")
    .description("delete everything that is known of an account; the audit log says that one was erased, not which")
    .argument("<id>", "the account's id, as the events have it")
    .option("--yes", "do it: nothing brings it back")
    .action((id: string, { yes }: { yes?: boolean }) => erase(context, id, yes === true));
}

function erase(context: CliContext, accountId: string, isMeant: boolean): Promise<void> {
  if (!isMeant) {
    throw new DomainError("invalid", "not-confirmed", "Nothing brings an erased account back. Say --yes to erase it.");
  }
  return withDatabase(context, async (dependencies) => {
    const actor = { name: actorOf(context), keyId: null };
    const { events, sightings, identifiers } = await eraseAccount(dependencies, { accountId, actor });
    const parts = [
      formatPlural(events, "event"),
      formatPlural(sightings, "sighting"),
      formatPlural(identifiers, "identifier"),
    ];
    context.stdout.write(`Erased with ${parts.join(", ")}.\n`);
  });
}
