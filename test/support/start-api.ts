import { pino } from "pino";
import { createKey } from "../../src/api-keys/create-key.ts";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import type { Database } from "../../src/db/database.ts";
import { startServer } from "../../src/http/start-server.ts";
import { type Scope, scopes } from "../../src/model/api-key.ts";
import type { Clock } from "../../src/model/clock.ts";

/** What came back, with its body as text and as JSON. */
export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a body; a type would have to say it again.
  readonly body: any;
}

export interface Api {
  readonly url: string;
  request(path: string, options?: RequestInit & { scope?: Scope }): Promise<Answer>;
  close(): Promise<void>;
}

/** The service on a free port, in this process, with a key for each scope. Calls come with the admin's unless told otherwise. */
export async function startApi(database: Database, clock: Clock): Promise<Api> {
  const secret = Buffer.alloc(32, 1);
  let next = 0;
  const randomBytes = (size: number) => Buffer.alloc(size, ++next);
  const keys = new Map<Scope, string>();
  for (const scope of scopes) {
    const { key } = await createKey(
      { database, secret, clock, randomBytes },
      { name: `test ${scope}`, scopes: [scope] },
    );
    keys.set(scope, key);
  }
  const logger = pino({ level: "silent" });
  const app = createApp({ database, clock, logger, secret, randomBytes, config: readConfig({}) });
  const server = await startServer(app, { host: "127.0.0.1", port: 0 });
  return {
    url: server.url,
    close: () => server.close(),
    async request(path, { scope = "admin", ...options } = {}) {
      const headers = { authorization: `Bearer ${keys.get(scope)}`, ...options.headers };
      const response = await fetch(`${server.url}${path}`, { ...options, headers });
      const text = await response.text();
      const { status, headers: answered } = response;
      return { status, type: answered.get("content-type"), headers: answered, text, body: parseJson(text) };
    },
  };
}

/** Options for a request with a JSON body. */
export function json(body: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
