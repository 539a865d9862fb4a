import { type Command, Option } from "commander";
import { PeerInput, toPeerBody } from "../contract/peer.ts";
import { createPeer } from "../indicators/create-peer.ts";
import { deletePeer } from "../indicators/delete-peer.ts";
import { listPeers } from "../indicators/peer-queries.ts";
import { DomainError } from "../model/errors.ts";
import { type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import { type Peer, universalKinds } from "../model/peer.ts";
import { listAll } from "../rings/list-all.ts";
import { actorOf } from "./actor-of.ts";
import type { CliContext } from "./cli-context.ts";
import { formatTable } from "./format-table.ts";
import { formatCount, formatMinute } from "./format-values.ts";
import { printJson } from "./print-json.ts";
import { readInput } from "./read-input.ts";
import { withDatabase } from "./with-database.ts";

interface AddOptions {
  readonly kinds: IdentifierKind[];
  readonly keyFile?: string;
  readonly json?: boolean;
}

const longestKeyBytes = 4096;

/** `ringfence peers add | list | remove`: other providers with whom indicators are shared. */
export function addPeersCommand(program: Command, context: CliContext): void {
  const peers = program.command("peers").description("say with which other providers indicators are shared");
  peers
    .command("add")
    .description("add a peer and print the key that both sides need; it cannot be shown again")
    .argument("<name>", "its name, as evidence will have it")
    .addOption(
      new Option("--kinds <kind...>", "kinds of identifiers whose values mean the same on both sides")
        .choices(Object.keys(identifierKinds))
        .default([...universalKinds]),
    )
    .option("--key-file <file>", "take the key that the peer has made out of a file; - is the standard input")
    .option("--json", "print the peer as JSON")
    .action((name: string, options: AddOptions) => add(context, name, options));
  peers
    .command("list")
    .description("list the peers")
    .option("--json", "print them as JSON")
    .action((options: { json?: boolean }) => list(context, options));
  peers
    .command("remove")
    .description("remove a peer with its key and all that it said")
    .argument("<id>", "its id, as `peers list` prints it")
    .action((id: string) =>
      withDatabase(context, async (dependencies) => {
        await deletePeer(dependencies, id, { name: actorOf(context), keyId: null });
        context.stdout.write(`Removed ${id}.\n`);
      }),
    );
}

async function add(context: CliContext, name: string, { kinds, keyFile, json }: AddOptions): Promise<void> {
  const given = keyFile === undefined ? undefined : (await readInput(context, keyFile, longestKeyBytes)).trim();
  const parsed = PeerInput.safeParse({ name, kinds, ...(given !== undefined && { key: given }) });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new DomainError("invalid", "invalid-peer", `The peer's ${issue?.path.join(".")} ${issue?.message}.`);
  }
  return withDatabase(context, async (dependencies) => {
    const actor = { name: actorOf(context), keyId: null };
    const { peer, key } = await createPeer(dependencies, { ...parsed.data, key: parsed.data.key, actor });
    if (json === true) return printJson(context.stdout, { ...toPeerBody(peer), key });
    context.stdout.write(`Peer: ${peer.id}\n`);
    if (given === undefined) context.stdout.write(`Key, shown this once: ${key}\n`);
  });
}

function list(context: CliContext, { json }: { json?: boolean }): Promise<void> {
  return withDatabase(context, async ({ database: { db } }) => {
    const peers = await listAll((after: Peer | undefined) => listPeers(db, { limit: 100, after }));
    if (json === true) return printJson(context.stdout, { data: peers.map(toPeerBody) });
    const columns = [
      { title: "id" },
      { title: "name", maxWidth: 24 },
      { title: "kinds", maxWidth: 48, wrap: true },
      { title: "indicators" },
      { title: "since" },
    ];
    const rows = peers.map(({ id, name, kinds, indicatorCount, createdAt }) => {
      return [id, name, kinds.join(" "), formatCount(indicatorCount), formatMinute(createdAt)];
    });
    context.stdout.write(formatTable(columns, rows));
  });
}
