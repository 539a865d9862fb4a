import { type Config, readConfig } from "../config.ts";
import { migrate, requireCurrentSchema } from "../db/migrate.ts";
import { openDatabase } from "../db/open-database.ts";
import type { Dependencies } from "../dependencies.ts";
import type { CliContext } from "./cli-context.ts";
import { createLogger } from "./create-logger.ts";

/**
 * Opens the database for one command and closes it afterwards, whatever happens.
 *
 * The embedded server is shared with a service that runs on the same folder, or started for the command alone; nobody else
 * could migrate it, so the command does. A database of the operator's is migrated when the operator says so.
 */
export async function withDatabase<T>(
  context: CliContext,
  work: (dependencies: Dependencies) => Promise<T>,
): Promise<T> {
  const config = readConfig(context.env);
  const logger = createLogger(context, quieter(config.logLevel));
  const { randomBytes, clock } = context;
  const { database, secret, stop } = await openDatabase({ config, logger, role: "guest", randomBytes });
  try {
    if (config.databaseUrl === undefined) await migrate(database);
    else await requireCurrentSchema(database);
    return await work({ database, secret, config, logger, clock, randomBytes });
  } finally {
    await stop();
  }
}

/** A command's own words are enough; what a service would log as information only clutters them. */
function quieter(level: Config["logLevel"]): Config["logLevel"] {
  return level === "info" ? "warn" : level;
}
