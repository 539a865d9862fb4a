import { type Command, Option } from "commander";
import type { ApiKey } from "../api-keys/api-key.ts";
import { createKey } from "../api-keys/create-key.ts";
import { listKeys } from "../api-keys/list-keys.ts";
import { revokeKey } from "../api-keys/revoke-key.ts";
import { type Scope, scopes } from "../model/api-key.ts";
import { actorOf } from "./actor-of.ts";
import type { CliContext } from "./cli-context.ts";
import { formatTable } from "./format-table.ts";
import { formatMinute } from "./format-values.ts";
import { printJson } from "./print-json.ts";
import { withDatabase } from "./with-database.ts";

interface CreateOptions {
  readonly scope: Scope[];
  readonly json?: boolean;
}

/** `ringfence keys create | list | revoke`: who may call the service. */
export function addKeysCommand(program: Command, context: CliContext): void {
  const keys = program.command("keys").description("make, list and revoke the keys that callers need");
  keys
    .command("create")
    .description("make a key and print it; it cannot be shown again")
    .argument("<name>", "who or what will use it; decisions carry this name")
    .addOption(
      new Option("--scope <scope...>", "what it may do; admin may do everything")
        .choices(scopes)
        .default(["rings:read"]),
    )
    .option("--json", "print the key as JSON")
    .action((name: string, options: CreateOptions) => create(context, name, options));
  keys
    .command("list")
    .description("list the keys; only their hashes are kept")
    .option("--json", "print them as JSON")
    .action((options: { json?: boolean }) => list(context, options));
  keys
    .command("revoke")
    .description("end a key at once")
    .argument("<id>", "its id, as `keys list` prints it")
    .action((id: string) => revoke(context, id));
}

function create(context: CliContext, name: string, { scope, json }: CreateOptions): Promise<void> {
  return withDatabase(context, async ({ database, secret, clock }) => {
    const { randomBytes } = context;
    const actor = { name: actorOf(context), keyId: null };
    const created = await createKey({ database, secret, clock, randomBytes }, { name, scopes: scope, actor });
    if (json === true) printJson(context.stdout, { id: created.id, name, scopes: scope, key: created.key });
    else context.stdout.write(`${created.key}\n`);
  });
}

function list(context: CliContext, { json }: { json?: boolean }): Promise<void> {
  return withDatabase(context, async ({ database }) => {
    const keys = await listKeys({ database });
    if (json === true) return printJson(context.stdout, { data: keys.map(toKeyBody) });
    const rows = keys.map((key) => [
      key.id,
      key.name,
      key.scopes.join(" "),
      formatMinute(key.createdAt),
      formatMinute(key.revokedAt),
    ]);
    const columns = [
      { title: "id" },
      { title: "name", maxWidth: 24 },
      { title: "scopes", maxWidth: 36 },
      { title: "created" },
      { title: "revoked" },
    ];
    context.stdout.write(formatTable(columns, rows));
  });
}

function revoke(context: CliContext, id: string): Promise<void> {
  return withDatabase(context, async ({ database, clock }) => {
    await revokeKey({ database, clock }, id, { name: actorOf(context), keyId: null });
    context.stdout.write(`Revoked ${id}.\n`);
  });
}

function toKeyBody({ id, name, scopes: allowed, createdAt, revokedAt }: ApiKey) {
  return { id, name, scopes: allowed, created_at: createdAt, revoked_at: revokedAt };
}
