import pg from "pg";
import { DomainError } from "../../model/errors.ts";

/** Locks of two numbers, a space apart from those of one number that the rest of the program takes. */
const lockSpace = 7_464_423;
/** Held by the process that runs the server. */
const ownerLock = 1;
/** Shared by the processes that are guests on it. */
const guestLock = 2;

/** A connection that shows the others that we are here, for as long as it is open. */
export type Presence = pg.Client;

export function openPresence(url: string, role: "owner" | "guest"): Promise<Presence> {
  const client = new pg.Client({ connectionString: url, application_name: `ringfence ${role} ${process.pid}` });
  // When the server ends the connection does too; whoever uses the database hears of it by the next query.
  client.on("error", () => {});
  return client.connect().then(() => client);
}

/** Says that this process runs the server. Only the process that has started it does. */
export async function holdServer(presence: Presence): Promise<void> {
  await presence.query("select pg_advisory_lock($1, $2)", [lockSpace, ownerLock]);
}

/** Says that this process works on a server that another runs. Waits while that one is stopping it. */
export async function joinServer(presence: Presence): Promise<void> {
  await presence.query("select pg_advisory_lock_shared($1, $2)", [lockSpace, guestLock]);
}

/** Returns when no guest is left, and lets none in any more. */
export async function waitForGuests(presence: Presence): Promise<void> {
  await presence.query("select pg_advisory_lock($1, $2)", [lockSpace, guestLock]);
}

/** The process that holds the server; undefined while none does. */
export async function findHolder(presence: Presence): Promise<number | undefined> {
  const { rows } = await presence.query<{ name: string }>(
    `select application_name as name from pg_stat_activity join pg_locks using (pid)
     where locktype = 'advisory' and granted and objsubid = 2 and classid = $1 and objid = $2`,
    [lockSpace, ownerLock],
  );
  return readProcessId(rows[0]?.name);
}

/** The process that has started the server, whether or not it is still alive. */
export async function findStarter(presence: Presence): Promise<number | undefined> {
  const { rows } = await presence.query<{ cluster_name: string }>("show cluster_name");
  return readProcessId(rows[0]?.cluster_name);
}

export function dataFolderInUse(holder: number, dataDir: string): DomainError {
  return new DomainError(
    "conflict",
    "data-folder-in-use",
    `Another Ringfence (process ${holder}) uses the folder ${dataDir}; stop it, or set RINGFENCE_DATA_DIR to another folder.`,
  );
}

function readProcessId(text: string | undefined): number | undefined {
  const digits = /\d+$/.exec(text ?? "")?.[0];
  return digits === undefined ? undefined : Number(digits);
}
