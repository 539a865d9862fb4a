import type { Command } from "commander";
import { ensureAdminKey } from "../api-keys/ensure-admin-key.ts";
import { BackgroundWork } from "../background-work.ts";
import { type Config, readConfig } from "../config.ts";
import { migrate } from "../db/migrate.ts";
import { openDatabase } from "../db/open-database.ts";
import { startServer } from "../http/start-server.ts";
import { StorageKeeper } from "../storage/storage-keeper.ts";
import type { CliContext } from "./cli-context.ts";
import { createLogger } from "./create-logger.ts";

/** `ringfence serve`: the service, until it is told to stop. */
export function addServeCommand(program: Command, context: CliContext): void {
  program
    .command("serve")
    .description("run the service: the API, on an embedded Postgres unless DATABASE_URL names one")
    .addHelpText("after", "\nCtrl-C lets the answers under way finish, then stops; a second Ctrl-C stops at once.")
    .action(() => serve(context));
}

async function serve(context: CliContext): Promise<void> {
  const config = readConfig(context.env);
  const terminated = new Promise<void>((resolve) => context.onTermination(resolve));
  const logger = createLogger(context, config.logLevel);
  const { clock, randomBytes } = context;
  const { database, secret, stop } = await openDatabase({ config, logger, role: "owner", randomBytes });
  const background = new BackgroundWork();
  try {
    const applied = await migrate(database);
    if (applied.length > 0) logger.info({ applied }, "migrated the database");
    const { adminKey } = config;
    const { printedKey } = await ensureAdminKey({ database, secret, clock, adminKey, randomBytes });
    const app = context.createApp({ database, secret, config, logger, clock, randomBytes, background });
    new StorageKeeper({ database, clock, logger, background, config }).start();
    const server = await startServer(app, { host: config.host, port: config.port });
    context.stdout.write(describeStart(server.url, config, printedKey));
    await terminated;
    context.stderr.write("Stopping; once more stops at once.\n");
    await server.close();
  } finally {
    await background.stop();
    await stop();
  }
}

function describeStart(url: string, config: Config, printedKey: string | undefined): string {
  const data = config.databaseUrl === undefined ? config.dataDir : "the database of DATABASE_URL";
  const lines = [`Ringfence listens on ${url}`, `Data: ${data}`];
  if (printedKey !== undefined) lines.push(`Admin key, shown this once: ${printedKey}`);
  return `${lines.join("\n")}\n`;
}
