import type { Command } from "commander";
import { readConfig } from "../config.ts";
import { migrate } from "../db/migrate.ts";
import { openDatabase } from "../db/open-database.ts";
import { prepareJobQueue } from "../schedule/job-queue.ts";
import type { CliContext } from "./cli-context.ts";
import { createLogger } from "./create-logger.ts";

/** `ringfence migrate`: brings the database to the schema of this program. */
export function addMigrateCommand(program: Command, context: CliContext): void {
  program
    .command("migrate")
    .description("bring the database to the schema of this version; `serve` does it by itself")
    .action(async () => {
      const config = readConfig(context.env);
      const logger = createLogger(context, "warn");
      const { randomBytes } = context;
      const { database, stop } = await openDatabase({
        config,
        logger,
        role: "guest",
        randomBytes,
        waitSeconds: config.databaseWaitSeconds,
      });
      try {
        const applied = await migrate(database);
        await prepareJobQueue(database, logger);
        const text =
          applied.length === 0 ? "Nothing to do: the database is current." : `Applied ${applied.join(", ")}.`;
        context.stdout.write(`${text}\n`);
      } finally {
        await stop();
      }
    });
}
