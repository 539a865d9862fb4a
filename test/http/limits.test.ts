import { beforeEach, describe, expect, test } from "vitest";
import { ensureAdminKey } from "../../src/api-keys/ensure-admin-key.ts";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { startServer } from "../../src/http/start-server.ts";
import { useTestService } from "../support/test-service.ts";

let minute = 0;
let now = new Date();
const clock = { now: () => now };
const env = {
  RINGFENCE_REQUESTS_PER_MINUTE: "3",
  RINGFENCE_WRONG_KEYS_PER_MINUTE: "2",
  RINGFENCE_TRUSTED_PROXIES: "127.0.0.0/8, ::1",
};
const service = useTestService(clock, env);

// Each test has minutes of its own, and begins 20 seconds into the first.
beforeEach(() => {
  minute += 10;
  now = new Date(Date.UTC(2026, 5, 1, 12, minute, 20));
});

const call = (key: string, headers: Record<string, string> = {}, url = service.url) =>
  fetch(`${url}/v1/stats`, { headers: { authorization: `Bearer ${key}`, ...headers } });
const typeOf = async (answer: Response) => ((await answer.json()) as { type: string }).type;
const limits = (answer: Response) => [answer.status, answer.headers.get("ratelimit")];

describe("a key", () => {
  test("may call so often in a minute; the answers say how often still, then when to come again", async () => {
    const { key } = await service.keyFor("rings:read");
    expect((await call(key)).headers.get("ratelimit-policy")).toBe('"key";q=3;w=60');
    expect(limits(await call(key))).toEqual([200, '"key";r=1;t=40']);
    expect(limits(await call(key))).toEqual([200, '"key";r=0;t=40']);
    const refused = await call(key);
    expect(limits(refused)).toEqual([429, '"key";r=0;t=40']);
    expect(refused.headers.get("retry-after")).toBe("40");
    expect(await typeOf(refused)).toBe("urn:ringfence:problem:too-many-requests");
    const { key: other } = await service.keyFor("rings:read");
    expect((await call(other)).status).toBe(200);
    now = new Date(now.getTime() + 40_000);
    expect(limits(await call(key))).toEqual([200, '"key";r=2;t=60']);
  });

  test("is counted by all processes together, many requests at once", async () => {
    const second = await startServer(createApp(service.dependencies), { host: "127.0.0.1", port: 0 });
    const { key } = await service.keyFor("rings:read");
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => call(key, {}, i % 2 ? second.url : service.url)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(9);
    await second.close();
  });

  test("may call as often as it likes where the operator sets no limit", async () => {
    const config = readConfig({ ...env, RINGFENCE_REQUESTS_PER_MINUTE: "0", RINGFENCE_WRONG_KEYS_PER_MINUTE: "0" });
    const free = await startServer(createApp({ ...service.dependencies, config }), { host: "127.0.0.1", port: 0 });
    const { key } = await service.keyFor("rings:read");
    for (let i = 0; i < 5; i++) expect(limits(await call(key, {}, free.url))).toEqual([200, null]);
    for (let i = 0; i < 5; i++) expect((await call("rf_wrong", {}, free.url)).status).toBe(401);
    await free.close();
  });
});

describe("an address that comes with wrong keys", () => {
  test("is told to wait, and then may try again", async () => {
    for (let i = 0; i < 2; i++) expect((await call(`rf_wrong_${i}`)).status).toBe(401);
    const refused = await call("rf_wrong_3");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "40"]);
    expect(await typeOf(refused)).toBe("urn:ringfence:problem:too-many-wrong-keys");
    now = new Date(now.getTime() + 40_000);
    expect((await call("rf_wrong_4")).status).toBe(401);
  });

  test("cannot guess a key that people chose; one of 192 bits, which nobody guesses, still works", async () => {
    const chosen = "correct-horse-battery";
    await ensureAdminKey({ ...service.dependencies, adminKey: chosen });
    const { key } = await service.keyFor("rings:read");
    expect((await call(chosen)).status).toBe(200);
    for (let i = 0; i < 2; i++) await call(`rf_wrong_${i}`);
    expect((await call(chosen)).status).toBe(429);
    expect((await call(key)).status).toBe(200);
    now = new Date(now.getTime() + 60_000);
    expect((await call(chosen)).status).toBe(200);
  });

  test("is the one that a trusted proxy names, of IPv6 all that share 64 bits", async () => {
    const from = (address: string) => call("rf_wrong", { "x-forwarded-for": address });
    for (const address of ["203.0.113.7", "203.0.113.7", "2001:db8::1", "2001:db8::2"]) {
      expect((await from(address)).status).toBe(401);
    }
    expect((await from("203.0.113.7")).status).toBe(429);
    expect((await from("::ffff:203.0.113.7")).status).toBe(429);
    expect((await from("2001:db8::3")).status).toBe(429);
    for (const address of ["203.0.113.8", "2001:db8:0:1::1"]) expect((await from(address)).status).toBe(401);
  });

  test("is not what a stranger says of itself", async () => {
    const config = readConfig({ ...env, RINGFENCE_TRUSTED_PROXIES: "" });
    const server = await startServer(createApp({ ...service.dependencies, config }), { host: "127.0.0.1", port: 0 });
    const from = (address: string) => call("rf_wrong", { "x-forwarded-for": address }, server.url);
    for (const last of [1, 2]) expect((await from(`203.0.113.${last}`)).status).toBe(401);
    expect((await from("203.0.113.3")).status).toBe(429);
    await server.close();
  });

  test("is forgotten after a while", async () => {
    const rows = async () => {
      const { rows } = await service.dependencies.database.pool.query("select subject from request_counts");
      return rows.filter(({ subject }) => subject.startsWith("address"));
    };
    await call("rf_wrong", { "x-forwarded-for": "203.0.113.90" });
    now = new Date(now.getTime() + 60_000);
    await call("rf_wrong", { "x-forwarded-for": "203.0.113.91" });
    expect(await rows()).toEqual([{ subject: "address 203.0.113.91" }]);
  });
});

describe("the settings", () => {
  test.each([
    ["RINGFENCE_TRUSTED_PROXIES", "proxy"],
    ["RINGFENCE_TRUSTED_PROXIES", "10.0.0.0/33"],
    ["RINGFENCE_TRUSTED_PROXIES", "10.0.0.0/8/8"],
    ["RINGFENCE_REQUESTS_PER_MINUTE", "-1"],
    ["RINGFENCE_WRONG_KEYS_PER_MINUTE", "many"],
  ])("refuse %s=%s", (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });
});
