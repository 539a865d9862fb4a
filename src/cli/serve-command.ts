import { type Command, Option } from "commander";
import { createSender } from "../alerts/deliver/sender.ts";
import { DeliveryWorker } from "../alerts/deliver/delivery-worker.ts";
import { createAddressGuard } from "../alerts/reach/address-guard.ts";
import { ensureAdminKey } from "../api-keys/ensure-admin-key.ts";
import { BackgroundWork } from "../background-work.ts";
import { type Config, readConfig } from "../config.ts";
import { migrate } from "../db/migrate.ts";
import { openDatabase } from "../db/open-database.ts";
import { type ServiceRole, serviceRoles } from "../dependencies.ts";
import { startServer } from "../http/start-server.ts";
import { ServiceMetrics } from "../metrics/service-metrics.ts";
import { AttachmentWatch } from "../runs/attachment-watch.ts";
import { startSchedule } from "../schedule/start-schedule.ts";
import type { CliContext } from "./cli-context.ts";
import { createLogger } from "./create-logger.ts";

/** `ringfence serve`: the service, until it is told to stop. */
export function addServeCommand(program: Command, context: CliContext): void {
  program
    .command("serve")
    .description("run the service: the API, on an embedded Postgres unless DATABASE_URL names one")
    .addOption(
      new Option("--role <role>", "api answers requests, worker does what is on schedule")
        .choices(serviceRoles)
        .default("all"),
    )
    .addHelpText("after", "\nCtrl-C lets the answers under way finish, then stops; a second Ctrl-C stops at once.")
    .action(({ role }: { readonly role: ServiceRole }) => serve(context, role));
}

async function serve(context: CliContext, role: ServiceRole): Promise<void> {
  const config = readConfig(context.env);
  const termination = new AbortController();
  const terminated = new Promise<void>((resolve) => {
    context.onTermination(() => {
      termination.abort();
      resolve();
    });
  });
  const logger = createLogger(context, config.logLevel);
  const { clock, randomBytes } = context;
  const { database, secret, stop } = await openDatabase({
    config,
    logger,
    role: "owner",
    randomBytes,
    waitSeconds: config.databaseWaitSeconds,
    signal: termination.signal,
  });
  const background = new BackgroundWork();
  let endSchedule = async () => {};
  try {
    const applied = await migrate(database);
    if (applied.length > 0) logger.info({ applied }, "migrated the database");
    const { adminKey } = config;
    const { printedKey } = await ensureAdminKey({ database, secret, clock, adminKey, randomBytes });
    const metrics = new ServiceMetrics({ database, watchesProcess: true });
    const dependencies = { database, secret, config, logger, clock, randomBytes, background, metrics };
    const app = context.createApp(dependencies, role);
    const server = await startServer(app, { host: config.host, port: config.port });
    if (role !== "api") {
      endSchedule = await startSchedule(dependencies);
      const sender = createSender({ guard: createAddressGuard(config.webhookAllowPrivate) });
      new DeliveryWorker({ ...dependencies, sender }).start();
      new AttachmentWatch(dependencies).start();
    }
    context.stdout.write(describeStart(server.url, config, printedKey));
    await terminated;
    context.stderr.write("Stopping; once more stops at once.\n");
    await server.close();
  } finally {
    await background.stop();
    await endSchedule();
    await stop();
  }
}

function describeStart(url: string, config: Config, printedKey: string | undefined): string {
  const data = config.databaseUrl === undefined ? config.dataDir : "the database of DATABASE_URL";
  // A key behind the # is sent to nobody; the console takes it from the address at once.
  const link = printedKey === undefined ? `${url}/ (in a browser, with a key)` : `${url}/#key=${printedKey}`;
  const lines = [`Ringfence listens on ${url}`, `Console: ${link}`, `Data: ${data}`];
  if (printedKey !== undefined) lines.push(`Admin key, shown this once: ${printedKey}`);
  return `${lines.join("\n")}\n`;
}
