import type pg from "pg";
import { valueTypes } from "./value-types.ts";

/** How a connection of ours is opened, in whatever thread. */
export function connectionOptions(databaseUrl: string, applicationName: string): pg.ClientConfig {
  return {
    connectionString: databaseUrl,
    application_name: applicationName,
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    // Days and hours are counted in UTC, whatever zone the server was set up in.
    options: "-c timezone=UTC",
    types: valueTypes,
  };
}
