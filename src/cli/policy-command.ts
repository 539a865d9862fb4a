import type { Command } from "commander";
import { toPolicyBody, toPolicyChangeBody, toPolicySummaryBody } from "../contract/to-policy-body.ts";
import type { Dependencies } from "../dependencies.ts";
import { defaultPolicy } from "../detection/default-policy.ts";
import type { PolicyChange } from "../model/policy-change.ts";
import { addPolicy } from "../policies/add-policy.ts";
import { findPolicy, listPolicies } from "../policies/find-policy.ts";
import { selectPolicyChanges } from "../policies/policy-queries.ts";
import type { PolicyRecord } from "../model/policy-record.ts";
import { promotePolicy, rollBackPolicy } from "../policies/promote-policy.ts";
import { listAll } from "../rings/list-all.ts";
import { actorOf } from "./actor-of.ts";
import type { CliContext } from "./cli-context.ts";
import { formatTable } from "./format-table.ts";
import { formatMinute } from "./format-values.ts";
import { printJson } from "./print-json.ts";
import { readPolicyFile } from "./read-policy-file.ts";
import { withDatabase } from "./with-database.ts";

type JsonOption = { readonly json?: boolean };

/** `ringfence policy show | list | add | promote | rollback | log`: what runs judge by. */
export function addPolicyCommand(program: Command, context: CliContext): void {
  const policy = program.command("policy").description("show, add, promote and roll back the weights and thresholds");
  policy
    .command("show")
    .description("print a policy as JSON, ready for a file to start from")
    .argument("[version]", "its version; the active one unless given")
    .option("--default", "the one that this program brings along; needs no database")
    .action((version: string | undefined, options: { default?: boolean }) => show(context, version, options.default));
  policy
    .command("list")
    .description("list the policies, newest first")
    .option("--json", "print them as JSON")
    .action((options: JsonOption) => list(context, options));
  policy
    .command("add")
    .description("keep a policy under its version; it judges nobody before it is promoted")
    .argument("<file>", "JSON, as `policy show` prints it")
    .option("--json", "print it as JSON")
    .action(async (file: string, options: JsonOption) => {
      const added = await readPolicyFile(file);
      await change(context, options, "Added", (dependencies) =>
        addPolicy(dependencies, { policy: added, actor: actorOf(context) }),
      );
    });
  policy
    .command("promote")
    .description("make a policy the one that runs judge by, from the next run on")
    .argument("<version>", "as `policy list` prints it")
    .option("--json", "print it as JSON")
    .action((version: string, options: JsonOption) =>
      change(context, options, "Active now:", (dependencies) =>
        promotePolicy(dependencies, { version, actor: actorOf(context) }),
      ),
    );
  policy
    .command("rollback")
    .description("go back to the policy that was active before this one was promoted")
    .option("--json", "print it as JSON")
    .action((options: JsonOption) =>
      change(context, options, "Active again:", (dependencies) =>
        rollBackPolicy(dependencies, { actor: actorOf(context) }),
      ),
    );
  policy
    .command("log")
    .description("list who added, promoted and rolled back what, newest first")
    .option("--json", "print it as JSON")
    .action((options: JsonOption) => log(context, options));
}

async function show(context: CliContext, version: string | undefined, isDefault: boolean | undefined): Promise<void> {
  if (isDefault === true) return printJson(context.stdout, defaultPolicy);
  await withDatabase(context, async (dependencies) => {
    printJson(context.stdout, (await findPolicy(dependencies, version ?? "active")).document);
  });
}

function list(context: CliContext, { json }: JsonOption): Promise<void> {
  return withDatabase(context, async (dependencies) => {
    const policies = await listPolicies(dependencies);
    if (json === true) return printJson(context.stdout, { data: policies.map(toPolicySummaryBody) });
    const columns = [
      { title: "version" },
      { title: "" },
      { title: "added" },
      { title: "by", maxWidth: 16 },
      { title: "hash" },
    ];
    const rows = policies.map(({ version, isActive, createdAt, createdBy, hash }) => {
      return [version, isActive ? "active" : "", formatMinute(createdAt), createdBy, hash.slice(0, 16)];
    });
    context.stdout.write(formatTable(columns, rows));
  });
}

function change(
  context: CliContext,
  { json }: JsonOption,
  words: string,
  work: (dependencies: Dependencies) => Promise<PolicyRecord>,
): Promise<void> {
  return withDatabase(context, async (dependencies) => {
    const record = await work(dependencies);
    if (json === true) printJson(context.stdout, toPolicyBody(record));
    else context.stdout.write(`${words} ${record.version} (${record.hash}).\n`);
  });
}

function log(context: CliContext, { json }: JsonOption): Promise<void> {
  return withDatabase(context, async ({ database }) => {
    const changes = await listAll((last: PolicyChange | undefined) =>
      selectPolicyChanges(database.db, { limit: 1000, before: last?.id }),
    );
    if (json === true) return printJson(context.stdout, { data: changes.map(toPolicyChangeBody) });
    const columns = [
      { title: "when" },
      { title: "who", maxWidth: 16 },
      { title: "what" },
      { title: "policy" },
      { title: "before" },
    ];
    const rows = changes.map(({ at, actor, action, version, beforeVersion }) => {
      return [formatMinute(at), actor, action, version, beforeVersion ?? "-"];
    });
    context.stdout.write(formatTable(columns, rows));
  });
}
