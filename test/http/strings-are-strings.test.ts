import { pino } from "pino";
import { beforeAll, describe, expect, test } from "vitest";
import { describeService } from "../../src/app.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { detectGroups } from "../support/detect-groups.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestService } from "../support/test-service.ts";

// What looks like a command is a text: put into every string that any route takes, one at a time, out of the OpenAPI document. That the answers are
// documented ones is checked of every `fetch`.

const texts = [
  "x'; drop table rings; create table injected (); --",
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "\"'`\\ $1 %s ${7*7} {{7*7}} ' or '1'='1",
];

const clock = stoppedAt("2026-06-06T00:00:00Z");
const service = useTestService(clock, { RINGFENCE_REQUESTS_PER_MINUTE: "0" });
const real: Record<string, string> = {};

beforeAll(async () => {
  const { database } = service.dependencies;
  await takeIn(database, someEvents(12));
  const detect = detectGroups([{ members: [0, 1, 2, 3, 4, 5] }]);
  const { finished } = await startRun({ database, clock, logger: pino({ level: "silent" }), detect });
  expect(await finished).toMatchObject({ failure: null });
  const [ring] = (await read("/v1/rings")).data;
  Object.assign(real, {
    rings: ring.id,
    accounts: "a00",
    runs: "run_1",
    policies: "active",
    kind: "ip",
    value: "198.51.100.1",
  });
});

// biome-ignore lint/suspicious/noExplicitAny: the bodies of several routes
const read = async (path: string): Promise<any> => (await service.fetch(path)).json();
const query = async (sql: string) => (await service.dependencies.database.pool.query(sql)).rows;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema?: { readonly example?: unknown; readonly default?: unknown; readonly enum?: readonly unknown[] };
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> };
}
const paths = JSON.parse(JSON.stringify(describeService().paths)) as Record<string, Record<string, Operation>>;
const operations = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);

/** Where the strings of a value are; the names of its fields are strings, too. */
function stringsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value === "string") return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => stringsIn(inner, [...path, name]));
}

function withText(value: unknown, [name, ...rest]: readonly string[], text: string): unknown {
  if (name === undefined) return text;
  if (Array.isArray(value))
    return value.map((inner, place) => (String(place) === name ? withText(inner, rest, text) : inner));
  const object = value as Record<string, unknown>;
  return { ...object, [name]: withText(object[name], rest, text) };
}

interface Asked {
  readonly path: string;
  readonly init: RequestInit;
}

/** The requests to an operation that have the text in one string each. */
function* requestsWith(
  path: string,
  method: string,
  { parameters = [], requestBody }: Operation,
  text: string,
): Generator<Asked> {
  const of = (place: string) => parameters.filter((parameter) => parameter.in === place);
  const collection = path.split("/")[2] ?? "";
  const realPath = path.replaceAll(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(real[name === "id" ? collection : name] ?? "x"),
  );
  const needed = of("query").filter(({ required }) => required === true);
  const queryOf = (chosen?: string) =>
    [...new Set([...needed.map(({ name }) => name), ...(chosen === undefined ? [] : [chosen])])]
      .map((name) => {
        const { example, default: usual } = of("query").find((parameter) => parameter.name === name)?.schema ?? {};
        return `${name}=${encodeURIComponent(name === chosen ? text : String(example ?? usual ?? "x"))}`;
      })
      .join("&");
  const body = requestBody?.content["application/json"]?.example;
  const send = (target: string, content: unknown = body, headers: Record<string, string> = {}): Asked => ({
    path: target,
    init: {
      method,
      headers: { ...(content !== undefined && { "content-type": "application/json" }), ...headers },
      ...(content !== undefined && { body: JSON.stringify(content) }),
    },
  });
  for (const { name } of of("path")) {
    const replaced = path.replaceAll(/\{(\w+)\}/g, (_, which) =>
      encodeURIComponent(which === name ? text : (real[which === "id" ? collection : which] ?? "x")),
    );
    yield send(`${replaced}?${queryOf()}`);
  }
  // What is real must not be deleted, and whom a real one is erased for is no string.
  if (method === "DELETE") return;
  for (const { name } of of("query")) yield send(`${realPath}?${queryOf(name)}`);
  for (const { name } of of("header")) yield send(`${realPath}?${queryOf()}`, body, { [name]: `"${text}"` });
  for (const place of stringsIn(body)) yield send(`${realPath}?${queryOf()}`, withText(body, place, text));
  if (typeof body === "object" && body !== null && !Array.isArray(body)) {
    yield send(`${realPath}?${queryOf()}`, { ...body, [text]: text });
  }
}

const tables = () =>
  query(`select table_name, column_name, data_type from information_schema.columns where table_schema = 'public'
    and table_name not like 'events_%' order by 1, 2`);
const found = () =>
  query(`select (select count(*) from rings) as rings, (select count(*) from ring_members) as members,
    (select max(risk) from rings) as risk, (select count(*) from api_keys where revoked_at is not null) as ended`);

describe("a text that looks like a command", () => {
  test.each(texts)(
    "does nothing but what a text does, in every string of every route: %s",
    async (text) => {
      const before = { tables: await tables(), found: await found() };
      const asked = operations.flatMap(({ path, method, operation }) => [
        ...requestsWith(path, method, operation, text),
      ]);
      expect(asked.length).toBeGreaterThan(150);
      const faults: string[] = [];
      const queue = [...asked];
      const worker = async () => {
        for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
          const { path, init } = next;
          const answer = await service.fetch(path, init);
          if (answer.status >= 500) faults.push(`${init.method} ${path} ${init.body}: ${answer.status}`);
          // No browser takes JSON for a page, and is told not to try.
          if (!/json$|json;/.test(answer.headers.get("content-type") ?? "json")) faults.push(`${path} is no JSON`);
          if (answer.headers.get("x-content-type-options") !== "nosniff") faults.push(`${path} may be sniffed`);
        }
      };
      await Promise.all(Array.from({ length: 8 }, worker));
      expect(faults).toEqual([]);
      const after = { tables: await tables(), found: await found() };
      expect(after).toEqual(before);
      expect(await query("select from pg_class where relname = 'injected'")).toEqual([]);
    },
    120_000,
  );

  test.each(texts)("is kept and given back to the letter, and is text on a page: %s", async (text) => {
    const send = (path: string, body: object, method = "POST") =>
      service.fetch(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    const ring = `/v1/rings/${real.rings}`;
    expect((await send(`${ring}/decisions`, { outcome: "reopened", reason: text })).status).toBeLessThan(500);
    await send(`${ring}/decisions`, { outcome: "confirmed", reason: text });
    await send(`${ring}/decisions`, { outcome: "reopened", reason: text });
    expect((await read(`${ring}/decisions?limit=1`)).data[0].reason).toBe(text);
    const device = `/v1/identifiers/device_id/${encodeURIComponent(text)}`;
    const judged = await (await send(device, { verdict: "known_bad", reason: text }, "PUT")).json();
    expect(judged).toMatchObject({ value: text, verdict: { reason: text } });
    // A name is given once, and the one that is the text itself was given by the test before.
    const name = `${text} again`;
    expect(await (await send("/v1/peers", { name })).json()).toMatchObject({ name });
    expect(await (await send("/v1/api_keys", { name: text, scopes: ["rings:read"] })).json()).toMatchObject({
      name: text,
    });
    const account = { type: "signup", account_id: text, device_id: text, occurred_at: "2026-06-01T00:00:00Z" };
    expect(await (await send("/v1/events", { id: text, ...account })).json()).toMatchObject({ rejected: 0 });
    expect(await read(`/v1/accounts/${encodeURIComponent(text)}`)).toMatchObject({ account_id: text });
    const page = await (await service.fetch(`${ring}/report`, { headers: { accept: "text/html" } })).text();
    expect(page).not.toMatch(/<script|<img/);
    expect(page).toContain(text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] as string));
  });
});
