import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { pino } from "pino";
import type { TestProject } from "vitest/node";
import { connect } from "../../src/db/connect.ts";
import { type EmbeddedServer, openEmbedded } from "../../src/db/embedded/open-embedded.ts";
import { migrate } from "../../src/db/migrate.ts";
import { databaseUrl } from "./database-url.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A server that tests may make databases on. */
    serverUrl: string;
    /** Name of a migrated database that is cloned for each test file. */
    templateName: string;
  }
}

/** Builds the program, which some tests start, and starts the server that all tests share. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  build();
  const folder = mkdtempSync(join(tmpdir(), "ringfence-test-"));
  // mkdtemp closes it to others. As root Postgres runs as another user, and its data would go to /var/lib and stay there.
  chmodSync(folder, 0o755);
  const server = await openTestServer(folder);
  // TEST_DATABASE_URL may serve several test runs at once.
  const templateName = `ringfence_template_${process.pid}`;
  await onServer(server.url, `create database ${templateName}`);
  const template = await connect(databaseUrl(server.url, templateName));
  await migrate(template);
  await template.close();
  project.provide("serverUrl", server.url);
  project.provide("templateName", templateName);
  return async () => {
    await onServer(server.url, `drop database ${templateName}`);
    await server.stop();
    rmSync(folder, { recursive: true });
  };
}

/** A program that does not compile fails the tests that start it; the others still say what they have to say. */
function build(): void {
  try {
    execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit", shell: process.platform === "win32" });
  } catch {
    process.stderr.write(
      "The build failed, see above. Tests that start the program run what was built before, if anything.\n",
    );
  }
}

async function openTestServer(dataDir: string): Promise<EmbeddedServer> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { url, stop: async () => {} };
  return openEmbedded({ dataDir, role: "owner", randomBytes, logger: pino({ level: "warn" }) });
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
