import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { pino } from "pino";
import { makeCluster, superuser } from "../../src/db/embedded/make-cluster.ts";
import { ServerProcess } from "../../src/db/embedded/server-process.ts";
import { findUnprivilegedUser } from "../../src/db/embedded/unprivileged-user.ts";

const binariesFolder = "/usr/lib/postgresql/15/bin";

/** Whether this machine has the oldest Postgres that we support. */
export const hasPostgres15 = existsSync(binariesFolder);

/** Starts a Postgres 15 of the machine, as an operator would have one. */
export async function startPostgres15(dataFolder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const password = randomBytes(12).toString("hex");
  const place = { dataFolder, binariesFolder, user: findUnprivilegedUser() };
  await makeCluster(place, 15, password);
  const server = await ServerProcess.start(place, pino({ level: "silent" }));
  if (!server) throw new Error("Another process is on the same folder");
  return {
    url: `postgres://${superuser}:${password}@127.0.0.1:${server.port}/postgres`,
    stop: () => server.stop(),
  };
}
