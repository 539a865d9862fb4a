import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AssessmentBody, AssessmentBody as AssessmentSchema } from "../../src/contract/assessment.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { readWorld } from "../simulate/read-world.ts";
import { type Api, json, startApi } from "../support/start-api.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
const clock = stoppedAt("2026-07-01T00:00:00Z");
const world = readWorld({ seed: 1, people: 2500 });
const labels = new Map(world.world.labels.map((label) => [label.accountId, label]));
/** One in five accounts is kept back: the service has never heard of it when its sign-up is assessed. */
const isKeptBack = (id: string) => [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 5 === 0;
let api: Api;

beforeAll(async () => {
  api = await startApi(database.database, clock);
  await takeIn(
    database.database,
    world.events.filter(({ account_id }) => !isKeptBack(account_id)),
  );
  const { finished } = await startRun({ database: database.database, clock, logger: pino({ level: "silent" }) });
  expect(await finished).toMatchObject({ failure: null });
}, 240_000);
afterAll(() => api.close());

const ask = (body: object) => api.request("/v1/assessments", { ...json(body), scope: "signups:assess" });
const assess = async (body: object): Promise<AssessmentBody> => {
  const answer = await ask(body);
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 200 });
  return AssessmentSchema.parse(answer.body);
};

/** What a form would know of the sign-ups that were kept back. */
function keptBack(isFake: boolean) {
  return world.events.flatMap((event) => {
    if (event.type !== "signup" || !isKeptBack(event.account_id)) return [];
    const label = labels.get(event.account_id);
    if (label?.isFake !== isFake) return [];
    const { id: _id, type: _type, account_id: _account, ...form } = event;
    return [{ form, group: label.group }];
  });
}

/** A fake whose ring it would be let into. */
async function somebodyAttached() {
  for (const { form } of keptBack(true)) {
    const assessment = await assess(form);
    if (assessment.attaches) return { form, assessment };
  }
  throw new Error("Nobody is attached");
}

describe("a sign-up that nobody has heard of", () => {
  test("honest people are attached to no ring", async () => {
    const honest = keptBack(false);
    expect(honest.length).toBeGreaterThan(150);
    const attached = [];
    for (const { form, group } of honest) {
      const { attaches, rings } = await assess(form);
      if (attaches) attached.push({ group, rings });
    }
    expect(attached).toEqual([]);
  });

  test("of a fake it says which ring, by what, and with whom", async () => {
    const fakes = keptBack(true);
    expect(fakes.length).toBeGreaterThan(15);
    let attached = 0;
    for (const { form, group } of fakes) {
      const { attaches, rings, risk, certainty, evidence } = await assess(form);
      if (!attaches) continue;
      attached++;
      const [ring] = rings as [AssessmentBody["rings"][number]];
      const { data } = (await api.request(`/v1/rings/${ring.ring_id}/members?limit=200`)).body;
      const groups = data.map(({ account_id }: { account_id: string }) => labels.get(account_id)?.group);
      expect(groups).toContain(group);
      for (const { account_id } of ring.links) expect(labels.get(account_id)?.isFake).toBe(true);
      expect(ring.bits).toBeGreaterThanOrEqual(ring.needed_bits);
      expect(risk).toBeCloseTo(Math.max(...rings.map(({ membership, risk: own }) => membership * own)), 9);
      expect(certainty).toBe(ring.membership >= 0.99 ? "near_certain" : "likely");
      expect(
        new Set(evidence.filter(({ ring_id }) => ring_id === ring.ring_id).map(({ family }) => family)).size,
      ).toBeGreaterThan(1);
      expect(ring.sentence).toContain(ring.ring_id);
    }
    // A form knows neither prompts nor what an address is used for later.
    expect(attached / fakes.length).toBeGreaterThan(0.3);
  });

  test("nothing is stored, and no sentence repeats what was asked", async () => {
    const count = async () => {
      const { rows } = await database.database.pool.query(`
        select (select count(*) from events) as events, (select count(*) from accounts) as accounts,
          (select count(*) from identifiers) as identifiers, (select count(*) from audit_log) as audit,
          (select count(*) from event_ids) as ids, (select count(*) from pending_batches) as pending`);
      return rows[0];
    };
    const before = await count();
    const { form } = await somebodyAttached();
    const { text } = await ask(form);
    for (const value of Object.values(form))
      if (typeof value === "string" && value.length > 5) expect(text).not.toContain(value);
    expect(await count()).toEqual(before);
  });
});

describe("what analysts said is heeded at once", () => {
  test("a ring that was dismissed attaches nobody; reopened, it does again", async () => {
    const { form, assessment } = await somebodyAttached();
    const id = assessment.rings[0]?.ring_id;
    await api.request(`/v1/rings/${id}/decisions`, json({ outcome: "dismissed", reason: "An office." }));
    expect((await assess(form)).rings.map(({ ring_id }) => ring_id)).not.toContain(id);
    await api.request(`/v1/rings/${id}/decisions`, json({ outcome: "reopened", reason: "No office." }));
    expect(await assess(form)).toEqual(assessment);
  });

  test("what is excused ties nobody; what is bad is bad without a ring", async () => {
    const { form, assessment } = await somebodyAttached();
    const put = (path: string, verdict: string) =>
      api.request(`/v1/identifiers/${path}`, { ...json({ verdict, reason: "we asked" }), method: "PUT" });
    const network = form.ip?.replace(/\d+$/, "0/24") ?? "";
    expect((await put(`ip_prefix/${encodeURIComponent(network)}`, "vpn")).status).toBe(200);
    const excused = await assess(form);
    expect(excused.evidence.filter(({ family }) => family === "network")).toEqual([]);
    expect(excused.against.join(" ")).toContain("an analyst calls it vpn");
    expect(excused.risk).toBeLessThanOrEqual(assessment.risk);
    await api.request(`/v1/identifiers/ip_prefix/${encodeURIComponent(network)}`, { method: "DELETE" });

    expect(await assess({ payment_instrument: "pm_stolen" })).toMatchObject({ risk: 0, certainty: "nothing_known" });
    await put("payment_instrument/pm_stolen", "known_bad");
    const bad = await assess({ payment_instrument: "pm_stolen" });
    expect(bad).toMatchObject({
      attaches: false,
      certainty: "ties_only",
      evidence: [{ verdict: "known_bad", ring_id: null }],
    });
    expect(bad.risk).toBeGreaterThan(0);
    expect(bad.evidence[0]?.sentence).toContain("is known to be bad (test admin: we asked)");
  });
});

test.each([
  [{ ip: "nowhere" }, "/ip"],
  [{ email: "x" }, "/email"],
  [{ payment_instrument: "4111 1111 1111 1111" }, "/payment_instrument"],
  [{ occurred_at: "tomorrow" }, "/occurred_at"],
  [{ colour: "red" }, "/colour"],
  [{ account_id: "a" }, "/account_id"],
  [{ device_id: "a\0b" }, "/device_id"],
])("%j is refused at %s", async (body, pointer) => {
  expect(await ask(body)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
});

test("an organisation that was verified, and nothing else, is no suspicion", async () => {
  const { against, risk, basis } = await assess({ organization_id: "org_1" });
  expect({ against, risk, run: basis?.run_id }).toEqual({
    against: ["It belongs to an organisation that the provider has verified"],
    risk: 0,
    run: "run_1",
  });
});
