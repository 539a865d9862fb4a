import { Argument, type Command, Option } from "commander";
import { toIdentifierBody, toJudgedIdentifierBody, toVerdictBody } from "../contract/to-verdict-body.ts";
import type { Dependencies } from "../dependencies.ts";
import { createKeyedHash } from "../ingest/keyed-hash.ts";
import { normaliseIdentifier } from "../ingest/normalise-identifier.ts";
import { type Identifier, type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import { type StandingVerdict, type Verdict, type VerdictKind, verdictKinds } from "../model/verdict.ts";
import { listAll } from "../rings/list-all.ts";
import { findIdentifier } from "../verdicts/find-identifier.ts";
import { giveVerdict } from "../verdicts/give-verdict.ts";
import { listStanding, listVerdictsOn, verdictNumber } from "../verdicts/verdict-queries.ts";
import { withdrawVerdict } from "../verdicts/withdraw-verdict.ts";
import { actorOf } from "./actor-of.ts";
import type { CliContext } from "./cli-context.ts";
import { formatTable } from "./format-table.ts";
import { formatDay, formatMinute } from "./format-values.ts";
import { parseTime } from "./parse-options.ts";
import { printJson } from "./print-json.ts";
import { withDatabase } from "./with-database.ts";

type JsonOption = { readonly json?: boolean };
type GiveOptions = JsonOption & { readonly reason: string; readonly until?: Date };

const pageSize = 1000;
const kinds = Object.keys(identifierKinds) as IdentifierKind[];
const kindArgument = () => new Argument("<kind>", "what sort of identifier it is").choices(kinds);
const valueHelp = "its value as an event gives it; of a mail address or a phone number the keyed hash will do";

/** `ringfence verdict give | withdraw | show | list`: what analysts say of identifiers. */
export function addVerdictCommand(program: Command, context: CliContext): void {
  const verdict = program.command("verdict").description("say of an address, a card, a device … what it is");
  verdict
    .command("give")
    .description("say what an identifier is; the runs from then on heed it")
    .addArgument(kindArgument())
    .argument("<value>", valueHelp)
    .addArgument(new Argument("<verdict>", "what it is").choices(verdictKinds))
    .requiredOption("--reason <text>", "why, for the record")
    .option("--until <time>", "it says nothing any more from then on; without an end unless given", parseTime)
    .option("--json", "print the identifier as JSON")
    .action((kind: IdentifierKind, value: string, given: VerdictKind, options: GiveOptions) =>
      give(context, { kind, value }, given, options),
    );
  verdict
    .command("withdraw")
    .description("take back what was said of an identifier; its history keeps it")
    .addArgument(kindArgument())
    .argument("<value>", valueHelp)
    .action((kind: IdentifierKind, value: string) =>
      onIdentifier(context, { kind, value }, async (dependencies, identifier) => {
        await withdrawVerdict(dependencies, { identifier, actor: { name: actorOf(context), keyId: null } });
        context.stdout.write("Nothing counts of it any more.\n");
      }),
    );
  verdict
    .command("show")
    .description("show what was said of an identifier, newest first")
    .addArgument(kindArgument())
    .argument("<value>", valueHelp)
    .option("--json", "print it as JSON")
    .action((kind: IdentifierKind, value: string, options: JsonOption) => show(context, { kind, value }, options));
  verdict
    .command("list")
    .description("list the identifiers with a verdict, the newest verdict first")
    .addOption(new Option("--verdict <verdict>", "only those").choices(verdictKinds))
    .option("--json", "print them as JSON")
    .action((options: JsonOption & { readonly verdict?: VerdictKind }) => list(context, options));
}

function give(context: CliContext, named: Identifier, verdict: VerdictKind, options: GiveOptions): Promise<void> {
  return onIdentifier(context, named, async (dependencies, identifier) => {
    const { reason, until: expiresAt = null } = options;
    const actor = { name: actorOf(context), keyId: null };
    await giveVerdict(dependencies, { identifier, verdict, reason, expiresAt, actor });
    const found = await findIdentifier(dependencies.database.db, identifier, dependencies.clock.now());
    if (options.json === true) return printJson(context.stdout, toIdentifierBody(found));
    const end = expiresAt === null ? "" : ` until ${formatMinute(expiresAt)}`;
    context.stdout.write(`From the next run on it counts as ${verdict}${end}.\n`);
    if (!found.isSeen) context.stdout.write("No event has shown it so far.\n");
  });
}

function show(context: CliContext, named: Identifier, { json }: JsonOption): Promise<void> {
  return onIdentifier(context, named, async ({ database: { db }, clock }, identifier) => {
    const found = await findIdentifier(db, identifier, clock.now());
    const verdicts = await listAll((last: Verdict | undefined) =>
      listVerdictsOn(db, identifier, { limit: pageSize, before: last && verdictNumber(last.id) }),
    );
    if (json === true) {
      return printJson(context.stdout, { ...toIdentifierBody(found), verdicts: verdicts.map(toVerdictBody) });
    }
    context.stdout.write(formatTable(verdictColumns, verdicts.map(toRow)));
  });
}

function list(context: CliContext, { json, verdict }: JsonOption & { readonly verdict?: VerdictKind }): Promise<void> {
  return withDatabase(context, async ({ database: { db }, clock }) => {
    const standing = await listAll((last: StandingVerdict | undefined) =>
      listStanding(db, { at: clock.now(), verdict, limit: pageSize, before: last && verdictNumber(last.id) }),
    );
    if (json === true) return printJson(context.stdout, { data: standing.map(toJudgedIdentifierBody) });
    const columns = [{ title: "kind" }, { title: "value", maxWidth: 36 }, ...verdictColumns];
    const rows = standing.map((given) => [given.identifier.kind, given.identifier.value, ...toRow(given)]);
    context.stdout.write(formatTable(columns, rows));
  });
}

const verdictColumns = [
  { title: "verdict" },
  { title: "until" },
  { title: "when" },
  { title: "by", maxWidth: 16 },
  { title: "reason", maxWidth: 40, wrap: true },
];

function toRow({ verdict, expiresAt, createdAt, author, reason }: Verdict): string[] {
  return [verdict ?? "withdrawn", formatDay(expiresAt), formatMinute(createdAt), author, reason ?? ""];
}

function onIdentifier(
  context: CliContext,
  { kind, value }: Identifier,
  work: (dependencies: Dependencies, identifier: Identifier) => Promise<void>,
): Promise<void> {
  return withDatabase(context, (dependencies) =>
    work(dependencies, normaliseIdentifier(kind, value, createKeyedHash(dependencies.secret))),
  );
}
