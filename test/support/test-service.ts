import { randomBytes } from "node:crypto";
import { pino } from "pino";
import { afterAll, beforeAll } from "vitest";
import { createKey } from "../../src/api-keys/create-key.ts";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import type { Dependencies } from "../../src/dependencies.ts";
import { type RunningServer, startServer } from "../../src/http/start-server.ts";
import type { Clock } from "../../src/model/clock.ts";
import { type Scope, scopes } from "../../src/model/api-key.ts";
import { useTestDatabase } from "./test-database.ts";

/** The service on a port of its own and a database of its own. Its properties are there once the tests run. */
export interface TestService {
  readonly url: string;
  readonly databaseUrl: string;
  readonly dependencies: Dependencies;
  /** Everything that was logged. */
  readonly log: readonly string[];
  /** A request with a key that has every scope, unless `headers` bring another. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Makes a key. */
  keyFor(...scopes: Scope[]): Promise<{ id: string; key: string }>;
}

/** @param env what the operator has set */
export function useTestService(clock: Clock, env: NodeJS.ProcessEnv = {}): TestService {
  const test = useTestDatabase();
  const secret = randomBytes(32);
  const log: string[] = [];
  let dependencies: Dependencies | undefined;
  let server: RunningServer | undefined;
  let key = "";

  const keyFor = async (...scopes: Scope[]) => {
    const { database } = test;
    return createKey({ database, secret, clock, randomBytes }, { name: scopes.join(" "), scopes });
  };
  beforeAll(async () => {
    const logger = pino({ level: "trace" }, { write: (line: string) => void log.push(line) });
    dependencies = { database: test.database, clock, logger, secret, randomBytes, config: readConfig(env) };
    server = await startServer(createApp(dependencies), { host: "127.0.0.1", port: 0 });
    ({ key } = await keyFor(...scopes));
  });
  afterAll(() => server?.close(1000));
  const started = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error("The test service is there only inside of tests and hooks");
    return value;
  };
  return {
    databaseUrl: test.url,
    log,
    keyFor,
    get url() {
      return started(server).url;
    },
    get dependencies() {
      return started(dependencies);
    },
    fetch: (path, init = {}) =>
      fetch(`${started(server).url}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${key}`, ...(init.headers as Record<string, string>) },
      }),
  };
}
