import { randomBytes } from "node:crypto";
import { pino } from "pino";
import { readConfig } from "../../src/config.ts";
import { type OpenedDatabase, openDatabase } from "../../src/db/open-database.ts";

/** A connection of one's own to the embedded Postgres of a service that is up, to count what is really there. */
export function openAsGuest(dataDir: string): Promise<OpenedDatabase> {
  const config = readConfig({ RINGFENCE_DATA_DIR: dataDir });
  return openDatabase({ config, logger: pino({ level: "silent" }), role: "guest", randomBytes });
}
