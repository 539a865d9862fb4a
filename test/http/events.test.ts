import { Agent, request as httpRequest } from "node:http";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, test } from "vitest";
import { IngestBody } from "../../src/contract/event.ts";
import { ProblemBody } from "../../src/contract/problem.ts";
import { rollUpEvents } from "../../src/ingest/roll-up-events.ts";
import { emptyTables } from "../support/event-tables.ts";
import { packFrame, packRaw } from "../support/pack-zstd.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { useTestService } from "../support/test-service.ts";

const now = "2026-06-01T12:00:00.000Z";
const service = useTestService(stoppedAt(now));

const signup = {
  id: "evt_1",
  type: "signup",
  account_id: "acct_1",
  occurred_at: "2026-04-22T09:00:00Z",
  ip: "203.0.113.7",
  email: "Ada@Example.com",
  phone: "+49 30 901820",
  payment_instrument: "pm_fingerprint",
  device_id: "dev_1",
  organization_id: "org_1",
};
const usage = {
  id: "evt_2",
  type: "usage",
  account_id: "acct_1",
  occurred_at: "2026-04-22T11:05:00+02:00",
  ip: "::ffff:203.0.113.7",
  payment_instrument: "pm_fingerprint",
  device_id: "dev_1",
  prompt_fingerprint: ["fp_1", "fp_2", "fp_1"],
  requests: 12,
  input_tokens: 5000,
  output_tokens: 9000,
  model: "m-1",
  capability: "agentic_reasoning",
};
const least = { id: "evt_3", type: "usage", account_id: "acct_2", occurred_at: "2026-04-22T09:00:00Z" };

function send(
  body: string | Buffer,
  type = "application/json",
  headers: Record<string, string> = {},
): Promise<Response> {
  return service.fetch("/v1/events", { method: "POST", body, headers: { "content-type": type, ...headers } });
}
const sendJson = (value: unknown) => send(JSON.stringify(value));
const sendLines = (...lines: unknown[]) =>
  send(
    lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"),
    "application/x-ndjson",
  );

async function reportOf(answer: Response): Promise<IngestBody> {
  expect(answer.status).toBe(200);
  return IngestBody.parse(await answer.json());
}
async function problemOf(answer: Response, status: number): Promise<ProblemBody> {
  expect(answer.status).toBe(status);
  return ProblemBody.parse(await answer.json());
}
const storedEvents = async () => {
  const { rows } = await service.dependencies.database.pool.query("select * from events order by id");
  return rows;
};

beforeEach(() => emptyTables(service.dependencies.database));

describe("one event", () => {
  test("with every field is stored in its normal form", async () => {
    expect(await reportOf(await sendJson(signup))).toEqual({ accepted: 1, duplicates: 0, rejected: 0, errors: [] });
    expect(await reportOf(await sendJson(usage))).toMatchObject({ accepted: 1 });
    const [first, second] = await storedEvents();
    expect(first).toEqual({
      received_at: new Date(now),
      batch: expect.any(Number),
      id: "evt_1",
      type: "signup",
      account_id: "acct_1",
      occurred_at: new Date("2026-04-22T09:00:00Z"),
      ip: "203.0.113.7",
      ip_prefix: "203.0.113.0/24",
      email_hash: expect.stringMatching(/^[\w-]{22}$/),
      email_domain: "example.com",
      has_generated_mail_name: false,
      phone_hash: expect.stringMatching(/^[\w-]{22}$/),
      payment_instrument: "pm_fingerprint",
      device_id: "dev_1",
      organization_id: "org_1",
      prompt_fingerprints: null,
      prompt_openings: null,
      prompt_closings: null,
      prompt_bodies: null,
      requests: 0,
      input_tokens: 0,
      output_tokens: 0,
      model: null,
      capability: null,
    });
    expect(second).toMatchObject({
      type: "usage",
      occurred_at: new Date("2026-04-22T09:05:00Z"),
      ip: "203.0.113.7",
      email_hash: null,
      organization_id: null,
      prompt_fingerprints: ["fp_1", "fp_2"],
      requests: 12,
      input_tokens: 5000,
      output_tokens: 9000,
      model: "m-1",
      capability: "agentic_reasoning",
    });
  });

  test("needs only four fields, and usage counts as one request", async () => {
    expect(await reportOf(await sendJson(least))).toMatchObject({ accepted: 1 });
    expect(await storedEvents()).toMatchObject([{ id: "evt_3", ip: null, requests: 1, input_tokens: 0 }]);
  });

  test("with an id that is known is a duplicate, whatever else it says", async () => {
    await sendJson(signup);
    const again = { ...least, id: signup.id };
    expect(await reportOf(await sendJson(again))).toEqual({ accepted: 0, duplicates: 1, rejected: 0, errors: [] });
    expect(await storedEvents()).toHaveLength(1);
  });

  test("a private address is stored, but is no identifier", async () => {
    await sendJson({ ...least, ip: "192.168.1.1" });
    expect(await storedEvents()).toMatchObject([{ ip: "192.168.1.1" }]);
    await rollUpEvents(service.dependencies.database);
    const { rows } = await service.dependencies.database.pool.query("select * from identifiers");
    expect(rows).toEqual([]);
  });

  const without = (event: object, field: string) =>
    Object.fromEntries(Object.entries(event).filter(([name]) => name !== field));
  const long = (length: number) => "x".repeat(length);
  const bad: [string, unknown, string][] = [
    ["id is missing", without(least, "id"), "/id"],
    ["type is missing", without(least, "type"), "/type"],
    ["account_id is missing", without(least, "account_id"), "/account_id"],
    ["occurred_at is missing", without(least, "occurred_at"), "/occurred_at"],
    ["id is empty", { ...least, id: "" }, "/id"],
    ["id is too long", { ...least, id: long(129) }, "/id"],
    ["id is a number", { ...least, id: 7 }, "/id"],
    ["account_id is too long", { ...least, account_id: long(129) }, "/account_id"],
    ["account_id holds NUL", { ...least, account_id: "a\0b" }, "/account_id"],
    ["device_id holds half of a surrogate pair", { ...least, device_id: "a\ud800" }, "/device_id"],
    ["device_id is too long", { ...least, device_id: long(257) }, "/device_id"],
    ["device_id is null", { ...least, device_id: null }, "/device_id"],
    ["type is unknown", { ...least, type: "login" }, "/type"],
    ["occurred_at has no offset", { ...least, occurred_at: "2026-04-22T09:00:00" }, "/occurred_at"],
    ["occurred_at is no day", { ...least, occurred_at: "2026-02-30T09:00:00Z" }, "/occurred_at"],
    ["occurred_at is before 1970", { ...least, occurred_at: "1969-12-31T23:59:59Z" }, "/occurred_at"],
    ["occurred_at is too far ahead", { ...least, occurred_at: "2026-06-01T12:05:00.001Z" }, "/occurred_at"],
    ["occurred_at is a number", { ...least, occurred_at: 1745312400 }, "/occurred_at"],
    ["ip is none", { ...least, ip: "203.0.113" }, "/ip"],
    ["ip has a zone", { ...least, ip: "fe80::1%eth0" }, "/ip"],
    [
      "payment_instrument is a card number",
      { ...least, payment_instrument: "4111 1111 1111 1111" },
      "/payment_instrument",
    ],
    ["email is none", { ...signup, email: "ada" }, "/email"],
    ["phone is none", { ...signup, phone: "call me" }, "/phone"],
    ["email on usage", { ...usage, email: "ada@example.com" }, "/email"],
    ["phone on usage", { ...usage, phone: "+4930901820" }, "/phone"],
    ["organization_id on usage", { ...usage, organization_id: "org_1" }, "/organization_id"],
    ["prompt on a sign-up", { ...signup, prompt: "hello" }, "/prompt"],
    ["prompt_fingerprint on a sign-up", { ...signup, prompt_fingerprint: "fp" }, "/prompt_fingerprint"],
    ["requests on a sign-up", { ...signup, requests: 1 }, "/requests"],
    ["model on a sign-up", { ...signup, model: "m" }, "/model"],
    ["requests is negative", { ...least, requests: -1 }, "/requests"],
    ["requests is no whole number", { ...least, requests: 1.5 }, "/requests"],
    ["requests is a string", { ...least, requests: "1" }, "/requests"],
    ["requests is more than a billion", { ...least, requests: 1_000_000_001 }, "/requests"],
    ["input_tokens is beyond all bounds", { ...least, input_tokens: 1e300 }, "/input_tokens"],
    ["output_tokens is negative", { ...least, output_tokens: -5 }, "/output_tokens"],
    ["model is too long", { ...least, model: long(129) }, "/model"],
    ["capability is empty", { ...least, capability: "" }, "/capability"],
    ["prompt is too long", { ...least, prompt: long(200_001) }, "/prompt"],
    ["prompt is no text", { ...least, prompt: ["a"] }, "/prompt"],
    ["prompt_fingerprint is an empty list", { ...least, prompt_fingerprint: [] }, "/prompt_fingerprint"],
    ["prompt_fingerprint has nine", { ...least, prompt_fingerprint: Array(9).fill("f") }, "/prompt_fingerprint"],
    ["a field is unknown", { ...least, user_agent: "curl" }, "/user_agent"],
    ["an unknown field needs escaping in a pointer", { ...least, "a/b~c": 1 }, "/a~1b~0c"],
    ["it is a list's neighbour: a number", 5, ""],
    ["it is null", null, ""],
  ];
  test.each(bad)("is refused with a pointer when %s", async (_, event, pointer) => {
    const problem = await problemOf(await sendJson(event), 422);
    expect(problem.type).toBe("urn:ringfence:problem:invalid-body");
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    expect(await storedEvents()).toEqual([]);
  });

  test("a field of the other type is refused by name", async () => {
    const problem = await problemOf(await sendJson({ ...usage, email: "ada@example.com", browser: "x" }), 422);
    expect(problem.errors).toEqual([
      { detail: '"email" belongs to signup events only', pointer: "/email" },
      { detail: 'unknown field "browser"', pointer: "/browser" },
    ]);
  });

  test("a __proto__ of its own is an unknown field like any other", async () => {
    const body = `{"__proto__":{"admin":true},${JSON.stringify(least).slice(1)}`;
    const problem = await problemOf(await send(body), 422);
    expect(problem.errors).toEqual([{ detail: 'unknown field "__proto__"', pointer: "/__proto__" }]);
  });

  test("at the limits of every field is accepted", async () => {
    const event = {
      ...usage,
      id: "i".repeat(128),
      account_id: "😀".repeat(64),
      occurred_at: "2026-06-01T12:05:00.000Z",
      device_id: "d".repeat(256),
      payment_instrument: "p".repeat(256),
      prompt: "word ".repeat(40_000),
      prompt_fingerprint: Array.from({ length: 8 }, (_, place) => String(place).repeat(256)),
      requests: 1_000_000_000,
      input_tokens: 1_000_000_000_000,
      output_tokens: 0,
    };
    expect(await reportOf(await sendJson(event))).toMatchObject({ accepted: 1 });
    expect(await reportOf(await sendJson({ ...least, occurred_at: "1970-01-01T00:00:00Z" }))).toMatchObject({
      accepted: 1,
    });
  });

  test("many clients with one event each are each answered for their own", async () => {
    const ids = Array.from({ length: 60 }, (_, place) => `evt_${place % 40}`);
    const reports = await Promise.all(ids.map(async (id) => reportOf(await sendJson({ ...least, id }))));
    expect(reports.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(40);
    expect(reports.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(20);
    expect(await storedEvents()).toHaveLength(40);
  });
});

describe("a list", () => {
  test("is stored but for the bad ones, which are named by place, id, pointer and reason", async () => {
    const events = [signup, { ...usage, ip: "x" }, 5, { ...least, requests: -1, color: "red" }, usage, usage];
    const report = await reportOf(await sendJson(events));
    expect(report).toMatchObject({ accepted: 2, duplicates: 1, rejected: 3 });
    expect(report.errors).toEqual([
      { line: 2, id: "evt_2", detail: "must be an IPv4 or IPv6 address without a zone", pointer: "/ip" },
      { line: 3, detail: "must be an object", pointer: "" },
      { line: 4, id: "evt_3", detail: "must be a whole number from 0 to 1,000,000,000", pointer: "/requests" },
      { line: 4, id: "evt_3", detail: 'unknown field "color"', pointer: "/color" },
    ]);
  });

  test("may be empty, or all bad: it is answered with counts", async () => {
    expect(await reportOf(await sendJson([]))).toEqual({ accepted: 0, duplicates: 0, rejected: 0, errors: [] });
    expect(await reportOf(await sendJson([{}]))).toMatchObject({ accepted: 0, rejected: 1 });
  });

  test("of 10,000 is taken, of 10,001 is not", async () => {
    const events = Array.from({ length: 10_000 }, (_, place) => ({ ...least, id: `evt_${place}` }));
    const problem = await problemOf(await sendJson([...events, least]), 413);
    expect(problem.type).toBe("urn:ringfence:problem:too-many-events");
    expect(await storedEvents()).toEqual([]);
    expect(await reportOf(await sendJson(events))).toMatchObject({ accepted: 10_000 });
  });

  test("packed with gzip is the same", async () => {
    const answer = await send(gzipSync(JSON.stringify([signup, usage])), "application/json", {
      "content-encoding": "gzip",
    });
    expect(await reportOf(answer)).toMatchObject({ accepted: 2 });
  });

  test("packed with zstd is the same, and what cannot be unpacked is 400", async () => {
    const zstd = { "content-encoding": "zstd" };
    const packed = packRaw(Buffer.from(JSON.stringify([signup, usage])));
    expect(await reportOf(await send(packed, "application/json", zstd))).toMatchObject({ accepted: 2 });
    expect(await reportOf(await send(packed, "application/json", zstd))).toMatchObject({ duplicates: 2 });
    await problemOf(await send(packed.subarray(0, 20), "application/json", zstd), 400);
    await problemOf(await send("[]", "application/json", zstd), 400);
    await problemOf(await send(packRaw(Buffer.from("[")), "application/json", zstd), 400);
    await problemOf(await send(packRaw(Buffer.of(0x22, 0xff, 0x22)), "application/json", zstd), 400);
  });

  test("with many faults lists the first hundred and counts all", async () => {
    const report = await reportOf(await sendJson(Array.from({ length: 250 }, () => ({ ...least, ip: "x" }))));
    expect(report.rejected).toBe(250);
    expect(report.errors).toHaveLength(100);
  });
});

describe("a stream", () => {
  test("counts lines as an editor does: a mark at the start, blank lines, CRLF, no newline at the end", async () => {
    const lines = `\ufeff${JSON.stringify(signup)}\r\n\r\n   \n{broken\n${JSON.stringify(usage)}\r\n[]\n${JSON.stringify(least)}`;
    const report = await reportOf(await send(lines, "application/x-ndjson"));
    expect(report).toEqual({
      accepted: 3,
      duplicates: 0,
      rejected: 2,
      errors: [
        { line: 4, detail: "the line is not JSON", pointer: "" },
        { line: 6, detail: "must be an object", pointer: "" },
      ],
    });
  });

  test("of nothing is nothing", async () => {
    expect(await reportOf(await send("", "application/x-ndjson"))).toMatchObject({ accepted: 0, rejected: 0 });
    expect(await reportOf(await send("\n\n", "application/x-ndjson"))).toMatchObject({ accepted: 0, rejected: 0 });
  });

  test("has no limit on its events", async () => {
    const events = Array.from({ length: 25_000 }, (_, place) => ({ ...least, id: `evt_${place}` }));
    expect(await reportOf(await sendLines(...events, least, least))).toMatchObject({ accepted: 25_000, duplicates: 2 });
  });

  test("takes prompts of 200,000 characters, however they are written", async () => {
    const escaped = JSON.stringify({ ...least, id: "evt_4", prompt: "?" }).replace("?", "\\u6f22".repeat(200_000));
    const report = await reportOf(await sendLines({ ...least, prompt: "漢".repeat(200_000) }, escaped));
    expect(report).toMatchObject({ accepted: 2, rejected: 0 });
  });

  test("a line that is too long is that line's fault alone", async () => {
    const report = await reportOf(await sendLines(signup, { ...least, prompt: "x".repeat(3_000_000) }, usage));
    expect(report).toMatchObject({ accepted: 2, rejected: 1 });
    expect(report.errors).toEqual([{ line: 2, detail: "the line is longer than 2 MiB", pointer: "" }]);
  });

  test("a line that is not UTF-8 is that line's fault alone", async () => {
    const line = Buffer.from(JSON.stringify({ ...usage, device_id: "?" }));
    line[line.indexOf("?")] = 0xff;
    const body = Buffer.concat([Buffer.from(`${JSON.stringify(signup)}\n`), line]);
    const report = await reportOf(await send(body, "application/x-ndjson"));
    expect(report).toMatchObject({ accepted: 1, rejected: 1, errors: [{ line: 2, detail: "the line is not UTF-8" }] });
  });

  test("packed with gzip is the same", async () => {
    const lines = Array.from({ length: 3000 }, (_, place) => JSON.stringify({ ...least, id: `evt_${place}` })).join(
      "\n",
    );
    const answer = await send(gzipSync(lines), "application/x-ndjson", { "content-encoding": "gzip" });
    expect(await reportOf(answer)).toMatchObject({ accepted: 3000 });
  });

  test("packed with zstd is the same, cut off or whole", async () => {
    const lines = Array.from({ length: 3000 }, (_, place) => `${JSON.stringify({ ...least, id: `evt_${place}` })}\n`);
    const packed = packRaw(Buffer.from(lines.join("")));
    const zstd = { "content-encoding": "zstd" };
    const report = await reportOf(await send(packed.subarray(0, 200_000), "application/x-ndjson", zstd));
    expect(report.accepted).toBeGreaterThan(1000);
    expect(report).toMatchObject({ rejected: 1, errors: [{ line: report.accepted + 1, pointer: "" }] });
    const whole = await reportOf(await send(packed, "application/x-ndjson", zstd));
    expect(whole).toEqual({ accepted: 3000 - report.accepted, duplicates: report.accepted, rejected: 0, errors: [] });
  });

  test("packed and cut off: what was read whole is stored, the rest is named, and the connection still works", async () => {
    const lines = Array.from({ length: 3000 }, (_, place) => JSON.stringify({ ...least, id: `evt_${place}` })).join(
      "\n",
    );
    const packed = gzipSync(lines);
    const cut = packed.subarray(0, Math.floor(packed.length * 0.8));
    const report = await reportOf(await send(cut, "application/x-ndjson", { "content-encoding": "gzip" }));
    expect(report.accepted).toBeGreaterThan(1000);
    expect(report).toMatchObject({ rejected: 1, errors: [{ line: report.accepted + 1, pointer: "" }] });
    expect(report.errors[0]?.detail).toContain("broke off");
    expect(await storedEvents()).toHaveLength(report.accepted);
    const whole = await reportOf(await send(packed, "application/x-ndjson", { "content-encoding": "gzip" }));
    expect(whole).toEqual({ accepted: 3000 - report.accepted, duplicates: report.accepted, rejected: 0, errors: [] });
  });

  test("packed and damaged is read to its end all the same, so that the connection serves the next request", async () => {
    const { key } = await service.keyFor("events:write");
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const post = (body: Buffer) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = {
          authorization: `Bearer ${key}`,
          "content-type": "application/x-ndjson",
          "content-encoding": "gzip",
          "content-length": body.length,
        };
        const request = httpRequest(`${service.url}/v1/events`, { method: "POST", agent, headers }, (response) => {
          response.resume().on("end", () => resolve(response.statusCode));
        });
        request.on("error", reject).end(body);
      });
    const good = gzipSync(`${JSON.stringify(signup)}\n`);
    expect(await post(Buffer.alloc(8_000_000, 7))).toBe(200);
    expect(await post(good)).toBe(200);
    agent.destroy();
    expect(await storedEvents()).toHaveLength(1);
  });

  test("from a client that hangs up: the lines that came whole are stored", async () => {
    const { key } = await service.keyFor("events:write");
    const request = httpRequest(`${service.url}/v1/events`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/x-ndjson" },
    });
    const isClosed = new Promise((resolve) => request.on("error", () => {}).on("close", resolve));
    request.write(`${JSON.stringify(signup)}\n${JSON.stringify(usage)}\n${JSON.stringify(least).slice(0, -5)}`);
    // What has come is written after a pause, hung up or not; only then is it cut.
    while ((await storedEvents()).length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    request.write("\n");
    request.destroy();
    await isClosed;
    expect(await reportOf(await sendLines(signup, usage, least))).toMatchObject({ accepted: 1, duplicates: 2 });
  });
});

describe("a body", () => {
  test("that is broken JSON is 400 and is not quoted", async () => {
    const problem = await problemOf(await send('{"id":"secret'), 400);
    expect(problem.type).toBe("urn:ringfence:problem:malformed-json");
    expect(JSON.stringify(problem)).not.toContain("secret");
  });

  test.each(["text/plain", "application/xml", ""])("of the type %j is 415", async (type) => {
    const answer = await send("{}", type);
    expect(answer.headers.get("accept")).toContain("application/x-ndjson");
    expect((await problemOf(answer, 415)).type).toBe("urn:ringfence:problem:unsupported-media-type");
  });

  test.each(["application/json", "application/x-ndjson"])("of %s packed with something else is 415", async (type) => {
    const answer = await send("{}", type, { "content-encoding": "compress" });
    expect((await problemOf(answer, 415)).type).toBe("urn:ringfence:problem:unsupported-encoding");
  });

  test("that is too large is 413", async () => {
    const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024, " "));
    const answer = await send(bomb, "application/json", { "content-encoding": "gzip" });
    expect((await problemOf(answer, 413)).type).toBe("urn:ringfence:problem:body-too-large");
  });

  test("that is too large once unpacked from zstd is 413", async () => {
    const bomb = packFrame(Array.from({ length: 100_000 }, () => ({ byte: 0x20, count: 131_072 })));
    const answer = await send(bomb, "application/json", { "content-encoding": "zstd" });
    expect((await problemOf(answer, 413)).type).toBe("urn:ringfence:problem:body-too-large");
  });

  test("that is not UTF-8 is 400", async () => {
    const answer = await send(Buffer.from([0x22, 0xff, 0x22]));
    expect((await problemOf(answer, 400)).type).toBe("urn:ringfence:problem:malformed-json");
  });

  test("with a byte order mark is read", async () => {
    expect(await reportOf(await send(`\ufeff${JSON.stringify(least)}`))).toMatchObject({ accepted: 1 });
  });
});
