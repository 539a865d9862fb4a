import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import pg from "pg";
import type { Role } from "../../../src/db/embedded/open-embedded.ts";

/** A process that has opened the embedded server, or was refused. */
export interface OpenedProcess {
  readonly process: ChildProcess;
  /** The server's address; undefined when it was refused. */
  readonly url: string | undefined;
  readonly kind: string | undefined;
  readonly code: string | undefined;
  readonly message: string | undefined;
  /** What it has logged until it answered. */
  readonly log: string;
}

export interface ProcessOptions {
  readonly dataDir: string;
  readonly role?: Role;
  /** Runs it as this user; only root can. */
  readonly uid?: number;
}

const openServer = fileURLToPath(new URL("open-server.ts", import.meta.url));
const checkout = fileURLToPath(new URL("../../..", import.meta.url));

/** Starts a process and returns when it has opened the server or was refused. */
export async function startProcess({ dataDir, role = "owner", uid }: ProcessOptions): Promise<OpenedProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", openServer, dataDir, role], {
    cwd: checkout,
    ...(uid !== undefined && { uid, gid: uid }),
    stdio: ["pipe", "pipe", "pipe"],
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  const answer = await firstLine(child);
  return { process: child, url: undefined, kind: undefined, code: undefined, message: undefined, ...answer, log };
}

/** Lets it stop its server and waits until it has ended. */
export async function stopProcess({ process }: OpenedProcess): Promise<void> {
  process.stdin?.end();
  await ended(process);
}

export async function killProcess({ process }: OpenedProcess): Promise<void> {
  process.kill("SIGKILL");
  await ended(process);
}

/** Runs one statement on a server. */
export async function query(url: string | undefined, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

function firstLine(child: ChildProcess): Promise<Partial<OpenedProcess>> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      if (text.includes("\n")) resolve(JSON.parse(text.slice(0, text.indexOf("\n"))));
    });
    child.once("exit", (code) => reject(new Error(`It ended with code ${code} and said ${text}`)));
  });
}
