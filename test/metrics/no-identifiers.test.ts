import { once } from "node:events";
import { afterAll, expect, test } from "vitest";
import { json } from "../support/start-api.ts";
import { type StartedProgram, startProgram } from "../support/run-program.ts";
import { useTestDatabase } from "../support/test-database.ts";
import { until } from "../support/until.ts";

const database = useTestDatabase();
const key = "rf_a_marked_key_for_this_test";
let service: StartedProgram | undefined;

afterAll(() => service?.process.kill("SIGKILL"));

/** Each of them is in what is sent, and none may be in what is said of it. */
const marks = {
  id: "evt-quokka",
  account_id: "acct-wombat",
  ip: "198.19.77.77",
  payment_instrument: "pm-numbat",
  device_id: "dev-bilby",
  email: "potoroo@dunnart.example",
  phone: "+49 30 7766554433",
  organization_id: "org-quoll",
  prompt: "Please rate the essay of the bandicoot who lives in Perth, and say why you did so in three sentences.",
  model: "model-kowari",
  capability: "capability-ningaui",
  reason: "because of the thylacine",
};
const needles = [
  ..."quokka wombat numbat bilby potoroo dunnart quoll bandicoot kowari ningaui thylacine".split(" "),
  "198.19.77",
  "7766554433",
  key,
];

test("neither the log, at its most talkative, nor the figures hold anything of what was sent, also where Postgres fails", async () => {
  service = startProgram(["serve"], {
    DATABASE_URL: database.url,
    RINGFENCE_SECRET: "s".repeat(32),
    RINGFENCE_ADMIN_KEY: key,
    PORT: "0",
    LOG_LEVEL: "trace",
  });
  await service.sees("listens on");
  const url = /listens on (\S+)/.exec(service.stdout())?.[1];
  const send = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${key}`, ...init.headers },
    });
    await answer.text();
    return answer.status;
  };
  const { reason, ...event } = marks;
  const { email, phone, organization_id, prompt, model, capability, ...both } = event;
  const occurred_at = "2026-04-22T09:00:00Z";
  const signup = { ...both, email, phone, organization_id, type: "signup", occurred_at };
  const usage = { ...both, id: `${both.id}-2`, prompt, model, capability, type: "usage", occurred_at };
  expect(await send("/v1/events", json([signup, usage, signup]))).toBe(200);
  expect(await send("/v1/events", json({ ...signup, ip: `${both.ip}.1` }))).toBe(422);
  expect(await send("/v1/events", json({ ...signup, quokka: "quokka" }))).toBe(422);
  expect(await send("/v1/events", { ...json({}), body: `{"quokka":"bandicoot` })).toBe(400);
  const verdict = { verdict: "office", reason };
  expect(await send(`/v1/identifiers/ip/${both.ip}`, { ...json(verdict), method: "PUT" })).toBe(200);
  expect(await send(`/v1/identifiers/device_id/${both.device_id}`)).toBe(200);
  expect(await send(`/v1/accounts/${both.account_id}`)).toBe(200);
  expect(await send(`/v1/accounts/${both.account_id}/links?limit=quokka`)).toBe(422);
  expect(await send(`/v1/rings?cursor=quokka`)).toBe(422);
  expect(await send("/v1/rings", { headers: { authorization: `Bearer ${key}-wombat` } })).toBe(401);
  expect(await send("/v1/runs", { method: "POST" })).toBe(202);
  // Postgres says which row it refused: to an answer, and to what goes on behind it.
  const { pool } = database.database;
  await pool.query("alter table event_ids add constraint no_more check (id not like '%-3') not valid");
  await pool.query("alter table identifiers add constraint no_new check (value not like '%-4') not valid");
  expect(await send("/v1/events", json({ ...signup, id: "evt-quokka-3" }))).toBe(500);
  expect(await send("/v1/events", json({ ...signup, id: "evt-quokka-5", device_id: "dev-bilby-4" }))).toBe(200);
  await until(() => service?.stderr().includes("could not be rolled up yet") === true);

  const figures = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${key}` } })).text();
  expect(figures).toContain('ringfence_events_refused_total{reason="ip"} 1');
  service.process.kill("SIGTERM");
  await once(service.process, "exit");
  const said = [service.stderr(), figures].join("\n");
  expect(service.stderr()).toContain("no_more");
  expect(service.stderr()).toContain("request completed");
  const lower = said.toLowerCase();
  for (const needle of needles) expect([needle, lower.includes(needle)]).toEqual([needle, false]);
});
