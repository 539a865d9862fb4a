import { join } from "node:path";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { connectPatiently } from "./connect-patiently.ts";
import type { Database } from "./database.ts";
import { keepFile } from "./embedded/keep-file.ts";
import { type EmbeddedServer, openEmbedded, type Role } from "./embedded/open-embedded.ts";

export interface OpenDatabaseOptions {
  readonly config: Pick<Config, "databaseUrl" | "dataDir" | "secret">;
  readonly logger: Logger;
  /** Whether the program has the embedded server for itself. Without meaning for DATABASE_URL. */
  readonly role: Role;
  readonly randomBytes: (size: number) => Buffer;
  /** Waits so long for a database that is not there yet; not at all unless told. */
  readonly waitSeconds?: number;
  /** Ends that wait. */
  readonly signal?: AbortSignal;
}

export interface OpenedDatabase {
  readonly database: Database;
  /** Keys the hashes. At least 32 bytes. */
  readonly secret: Buffer;
  /** For another process or thread that needs its own connections. Holds the password: not for logs. */
  readonly url: string;
  /** Lets go of every connection, and stops the embedded server if we run it. */
  stop(): Promise<void>;
}

/**
 * Opens the database that the configuration names, or the embedded one. It is not migrated yet.
 *
 * @throws {DomainError} `unavailable` or `conflict`, with a sentence that says what to do
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  const { config } = options;
  const server = await openServer(options);
  try {
    const { logger, waitSeconds = 0, signal } = options;
    const database = await connectPatiently(server.url, { waitSeconds, logger, signal });
    const secret = config.secret ?? keepSecret(options);
    return {
      database,
      secret: Buffer.from(secret),
      url: server.url,
      async stop() {
        await database.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openServer({ config, logger, role, randomBytes }: OpenDatabaseOptions): Promise<EmbeddedServer> {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, stop: async () => {} };
  return openEmbedded({ dataDir: config.dataDir, logger, role, randomBytes });
}

/** Beside the data that it keys, so that the two are copied and lost together. */
function keepSecret({ config, randomBytes }: OpenDatabaseOptions): string {
  return keepFile(join(config.dataDir, "secret"), () => randomBytes(32).toString("base64url"));
}
