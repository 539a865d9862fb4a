import { type Command, Option } from "commander";
import type { ApiKey } from "../api-keys/api-key.ts";
import { type CreatedKey, createKey } from "../api-keys/create-key.ts";
import { listKeys } from "../api-keys/list-keys.ts";
import { revokeKey } from "../api-keys/revoke-key.ts";
import { rotateKey } from "../api-keys/rotate-key.ts";
import { longestOverlapHours, type Scope, scopes, usualOverlapHours } from "../model/api-key.ts";
import { actorOf } from "./actor-of.ts";
import type { CliContext } from "./cli-context.ts";
import { formatTable } from "./format-table.ts";
import { formatMinute } from "./format-values.ts";
import { parseWholeNumber } from "./parse-whole-number.ts";
import { printJson } from "./print-json.ts";
import { withDatabase } from "./with-database.ts";

interface CreateOptions {
  readonly scope: Scope[];
  readonly expiresInDays?: number;
  readonly json?: boolean;
}

interface RotateOptions {
  readonly overlapHours: number;
  readonly json?: boolean;
}

const dayMilliseconds = 86_400_000;

/** `ringfence keys create | list | rotate | revoke`: who may call the service. */
export function addKeysCommand(program: Command, context: CliContext): void {
  const keys = program.command("keys").description("make, list, rotate and revoke the keys that callers need");
  keys
    .command("create")
    .description("make a key and print it; it cannot be shown again")
    .argument("<name>", "who or what will use it; decisions carry this name")
    .addOption(
      new Option("--scope <scope...>", "what it may do; admin may do everything")
        .choices(scopes)
        .default(["rings:read"]),
    )
    .option("--expires-in-days <days>", "from when on it does not work", parseWholeNumber(1, 36_500))
    .option("--json", "print the key as JSON")
    .action((name: string, options: CreateOptions) => create(context, name, options));
  keys
    .command("list")
    .description("list the keys; only their hashes are kept")
    .option("--json", "print them as JSON")
    .action((options: { json?: boolean }) => list(context, options));
  keys
    .command("rotate")
    .description("make a key that takes over from another, and print it; both work for a while")
    .argument("<id>", "the old key's id, as `keys list` prints it")
    .option(
      "--overlap-hours <hours>",
      "for how long the old key goes on working; 0 ends it at once",
      parseWholeNumber(0, longestOverlapHours),
      usualOverlapHours,
    )
    .option("--json", "print the key as JSON")
    .action((id: string, options: RotateOptions) => rotate(context, id, options));
  keys
    .command("revoke")
    .description("end a key at once")
    .argument("<id>", "its id, as `keys list` prints it")
    .action((id: string) => revoke(context, id));
}

function create(context: CliContext, name: string, { scope, expiresInDays, json }: CreateOptions): Promise<void> {
  return withDatabase(context, async ({ database, secret, clock }) => {
    const { randomBytes } = context;
    const actor = { name: actorOf(context), keyId: null };
    const expiresAt =
      expiresInDays === undefined ? null : new Date(clock.now().getTime() + expiresInDays * dayMilliseconds);
    const wanted = { name, scopes: scope, expiresAt, actor };
    printKey(context, await createKey({ database, secret, clock, randomBytes }, wanted), json);
  });
}

function rotate(context: CliContext, id: string, { overlapHours, json }: RotateOptions): Promise<void> {
  return withDatabase(context, async ({ database, secret, clock }) => {
    const { randomBytes } = context;
    const actor = { name: actorOf(context), keyId: null };
    const created = await rotateKey({ database, secret, clock, randomBytes }, { id, overlapHours, actor });
    printKey(context, created, json);
  });
}

function printKey({ stdout }: CliContext, created: CreatedKey, json: boolean | undefined): void {
  if (json === true) printJson(stdout, { ...toKeyBody(created), key: created.key });
  else stdout.write(`${created.key}\n`);
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
      formatMinute(key.lastUsedAt),
      formatMinute(key.expiresAt),
      formatMinute(key.revokedAt),
    ]);
    const columns = [
      { title: "id" },
      { title: "name", maxWidth: 24 },
      { title: "scopes", maxWidth: 36 },
      { title: "created" },
      { title: "last used" },
      { title: "expires" },
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

function toKeyBody({ id, name, scopes: allowed, createdAt, expiresAt, lastUsedAt, replaces, revokedAt }: ApiKey) {
  const times = { created_at: createdAt, expires_at: expiresAt, last_used_at: lastUsedAt, revoked_at: revokedAt };
  return { id, name, scopes: allowed, replaces, ...times };
}
