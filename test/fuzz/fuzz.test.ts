import { Agent } from "node:http";
import fc from "fast-check";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createKey } from "../../src/api-keys/create-key.ts";
import { describeService } from "../../src/app.ts";
import { scopes } from "../../src/model/api-key.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { readWorld } from "../simulate/read-world.ts";
import { createAnswerCheck } from "../support/check-answer.ts";
import { takeIn } from "../support/take-in.ts";
import { useTestService } from "../support/test-service.ts";
import { type ApiDocument, type Known, type MadeUpRequest, madeUpRequests } from "./made-up-requests.ts";
import { sendRequest } from "./send-request.ts";

// `npm run test:fuzz -- --requests 100000 --seed 7 --path 3:1` sets these.
const requests = Number(process.env.FUZZ_REQUESTS ?? 3000);
const seed = process.env.FUZZ_SEED === undefined ? undefined : Number(process.env.FUZZ_SEED);
const path = process.env.FUZZ_PATH;
/** So many are sent at once. */
const batchSize = 10;

const clock = { now: () => new Date() };
const service = useTestService(clock, {
  RINGFENCE_REQUESTS_PER_MINUTE: "0",
  RINGFENCE_WRONG_KEYS_PER_MINUTE: "1000000000",
});
const agent = new Agent({ keepAlive: true, maxSockets: batchSize });
const document = JSON.parse(JSON.stringify(describeService())) as ApiDocument;
const check = createAnswerCheck(document as Parameters<typeof createAnswerCheck>[0]);
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
let known: Known;

beforeAll(async () => {
  process.on("unhandledRejection", note);
  const { database } = service.dependencies;
  await takeIn(database, readWorld({ seed: 5, people: 300 }).events);
  const { finished } = await startRun({ database, clock, logger: pino({ level: "silent" }) });
  expect(await finished).toMatchObject({ failure: null });
  for (let i = 0; i < 8; i++) {
    await service.fetch("/v1/webhook_endpoints", json({ url: "https://hooks.invalid/", events: ["ring.detected"] }));
  }
  known = await lookAround();
}, 120_000);
afterAll(() => {
  process.off("unhandledRejection", note);
  agent.destroy();
});

const json = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** What there is: ids, versions and cursors, as the lists show them. */
async function lookAround(): Promise<Known> {
  const texts = new Set<string>(["active", "default"]);
  const cursors = new Set<string>();
  const read = async (target: string) => {
    const { data = [], next_cursor: cursor } = (await (await service.fetch(target)).json()) as {
      data?: Record<string, unknown>[];
      next_cursor?: string | null;
    };
    if (cursor) cursors.add(cursor);
    for (const item of data) {
      // Whoever ends the key that calls sees nothing but 401.
      if (target.startsWith("/v1/api_keys") && item.name !== "to be ended") continue;
      for (const field of ["id", "account_id", "version", "kind", "value"]) {
        if (typeof item[field] === "string") texts.add(item[field]);
      }
    }
    return data;
  };
  for (let i = 0; i < 3; i++)
    await service.fetch("/v1/api_keys", json({ name: "to be ended", scopes: ["rings:read"] }));
  const lists = Object.keys(document.paths).filter((name) => document.paths[name]?.get && !name.includes("{"));
  for (const list of lists) {
    const pages = document.paths[list]?.get?.parameters?.some(({ name }) => name === "limit") === true;
    await read(pages ? `${list}?limit=${list === "/v1/api_keys" || list === "/v1/webhook_endpoints" ? 200 : 2}` : list);
  }
  const [ring] = (await read("/v1/rings?limit=1&flagged=any")) as { id: string }[];
  for (const part of ["members", "evidence", "timeline", "history"])
    await read(`/v1/rings/${ring?.id}/${part}?limit=2`);
  const member = [...texts].find((text) => text.startsWith("acct"));
  await read(`/v1/accounts/${member}/links?limit=1`);
  const given = { database: service.dependencies.database, secret: service.dependencies.secret, clock };
  const keys: string[] = [];
  for (const wanted of [[...scopes], ...scopes.map((scope) => [scope])]) {
    const { key } = await createKey(
      { ...given, randomBytes: service.dependencies.randomBytes },
      { name: "fuzz", scopes: wanted },
    );
    keys.push(key);
  }
  return { texts: [...texts], cursors: [...cursors], keys };
}

/** What is wrong with the answer to a request; nothing where it is one that a caller may get. */
async function faultsOf(request: MadeUpRequest): Promise<string[]> {
  const answer = await sendRequest(service.url, agent, request);
  const isOurs = answer.headers.has("x-request-id");
  // What cannot be read as HTTP node answers by itself.
  if (!isOurs) return [400, 408, 413, 414, 431].includes(answer.status) ? [] : [`is ${answer.status}, and not ours`];
  const id = answer.headers.get("x-request-id") as string;
  if (answer.status >= 500)
    return [`is ${answer.status}: ${service.log.filter((line) => line.includes(id)).join("\n")}`];
  return check({ ...answer, path: answer.path.replace(/^\*$/, "/*") });
}

const show = ({ body, ...rest }: MadeUpRequest) =>
  `${JSON.stringify(rest)} with the body ${JSON.stringify(body?.toString("utf8").slice(0, 2000))}`;

describe("whatever is asked", () => {
  test(`there is an answer, and the documented one (${requests} requests)`, async () => {
    const batches = fc.array(madeUpRequests(document, known), { minLength: batchSize, maxLength: batchSize });
    const property = fc.asyncProperty(batches, async (batch) => {
      const faults = await Promise.all(
        batch.map(async (request) => {
          const found = await faultsOf(request).catch((error: unknown) => [`is none: ${error}`]);
          return found.map((fault) => `The answer to ${show(request)} ${fault}`);
        }),
      );
      (service.log as string[]).length = 0;
      if (faults.flat().length > 0) throw new Error(faults.flat().join("\n"));
    });
    const result = await fc.check(property, {
      numRuns: Math.ceil(requests / batchSize),
      ...(seed === undefined ? {} : { seed }),
      ...(path === undefined ? {} : { path }),
      // Smaller batches say more, but the service has moved on by then.
      endOnFailure: true,
    });
    const again = `npm run test:fuzz -- --requests ${requests} --seed ${result.seed} --path ${result.counterexamplePath}`;
    if (result.failed) throw new Error(`${result.errorInstance}\nAgain: ${again}`);
    expect(unhandled).toEqual([]);
  }, 3_600_000);

  test("no connection is kept, and the service goes on", async () => {
    const { pool } = service.dependencies.database;
    await expect.poll(() => [pool.totalCount - pool.idleCount, pool.waitingCount], { timeout: 60_000 }).toEqual([0, 0]);
    const { rows } = await pool.query(
      "select state from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'",
    );
    expect(rows).toEqual([]);
    const injected = await pool.query("select from pg_class where relname = 'injected'");
    expect(injected.rowCount).toBe(0);
    expect((await service.fetch("/readyz")).status).toBe(200);
    expect((await service.fetch("/v1/stats")).status).toBe(200);
    expect((await service.fetch("/v1/rings")).status).toBe(200);
  }, 90_000);
});
