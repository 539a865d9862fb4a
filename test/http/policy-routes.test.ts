import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PolicyBody, PolicyChangePage, PolicyList } from "../../src/contract/policy.ts";
import { RunBody, ShadowDifferencePage } from "../../src/contract/run.ts";
import { defaultPolicy } from "../../src/detection/default-policy.ts";
import { hashPolicy } from "../../src/policies/hash-policy.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { readWorld } from "../simulate/read-world.ts";
import { type Answer, type Api, json, startApi } from "../support/start-api.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
const clock = stoppedAt("2026-07-01T00:00:00Z");
const patiently = { timeout: 25_000 };
let api: Api;

beforeAll(async () => {
  api = await startApi(database.database, clock);
});
afterAll(() => api.close());

const aPolicy = (version: string, changes = {}) => ({ ...defaultPolicy, version, ...changes });
const post = (path: string, body?: unknown) => api.request(path, body === undefined ? { method: "POST" } : json(body));

function expectProblem(answer: Answer, status: number, code: string): void {
  expect(answer).toMatchObject({ status, body: { type: `urn:ringfence:problem:${code}`, status } });
}

describe("policies", () => {
  test("are added, promoted and rolled back by one call each, and all of it is on record", async () => {
    const added = await post("/v1/policies", aPolicy("careful", { flagThreshold: 0.95 }));
    expect(added.status).toBe(201);
    expect(PolicyBody.parse(added.body)).toMatchObject({
      version: "careful",
      active: false,
      hash: hashPolicy({ ...defaultPolicy, version: "careful", flagThreshold: 0.95 }),
      created_by: "test admin",
      document: { flagThreshold: 0.95 },
    });
    expect((await post("/v1/policies/careful/promote")).body).toMatchObject({ version: "careful", active: true });
    expect((await api.request("/v1/policies/active", { scope: "rings:read" })).body.version).toBe("careful");
    expect((await api.request("/v1/policies/default")).body.document).toEqual(
      JSON.parse(JSON.stringify(defaultPolicy)),
    );
    expect((await post("/v1/policies/rollback")).body).toMatchObject({ version: "1", active: true });
    expectProblem(await post("/v1/policies/rollback"), 409, "no-policy-before");
    const list = PolicyList.parse((await api.request("/v1/policies")).body);
    expect(list.data.map(({ version, active }) => [version, active])).toEqual([
      ["1", true],
      ["careful", false],
    ]);
    const page = PolicyChangePage.parse((await api.request("/v1/policy_changes?limit=3")).body);
    expect(page.data.map(({ action, version, before_version }) => [action, version, before_version])).toEqual([
      ["rolled-back", "1", "careful"],
      ["promoted", "careful", "1"],
      ["added", "careful", null],
    ]);
    const rest = await api.request(`/v1/policy_changes?cursor=${page.next_cursor}`);
    expect(PolicyChangePage.parse(rest.body).data.map(({ actor }) => actor)).toEqual(["ringfence", "ringfence"]);
  });

  test("with faults are refused, each with its place", async () => {
    const answer = await post("/v1/policies", { ...aPolicy("wrong", { flagThreshold: 2 }), colour: "red" });
    expectProblem(answer, 422, "invalid-body");
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      "/colour",
      "/flagThreshold",
    ]);
    expectProblem(await post("/v1/policies", aPolicy("careful", { flagThreshold: 0.5 })), 409, "policy-version-taken");
    expectProblem(await post("/v1/policies/nowhere/promote"), 404, "policy-not-found");
    expectProblem(await api.request("/v1/policies/%00"), 404, "policy-not-found");
    expectProblem(await post("/v1/policies/1/promote"), 409, "policy-already-active");
  });

  test("are an admin's to change", async () => {
    const asAnalyst = { method: "POST", scope: "rings:decide" } as const;
    for (const path of ["/v1/policies", "/v1/policies/careful/promote", "/v1/policies/rollback"]) {
      expectProblem(await api.request(path, asAnalyst), 403, "missing-scope");
    }
  });
});

describe("a shadow run", () => {
  const publish = async () => {
    const { finished } = await startRun({ database: database.database, clock, logger: pino({ level: "silent" }) });
    return finished;
  };
  const shadow = async (body: object) => {
    const started = await post("/v1/runs", { shadow: true, ...body });
    expect(started).toMatchObject({ status: 202, body: { shadow: true } });
    const path = `/v1/runs/${started.body.id}`;
    await expect.poll(async () => (await api.request(path)).body.status, patiently).not.toBe("running");
    const run = RunBody.parse((await api.request(path)).body);
    expect(run).toMatchObject({ status: "published", failure: null });
    const { data } = ShadowDifferencePage.parse((await api.request(`${path}/differences?limit=200`)).body);
    return { run, data, path };
  };
  const published = async () => {
    const pages = ["rings?flagged=any&limit=200", "accounts/a"].map((path) => api.request(`/v1/${path}`));
    return (await Promise.all(pages)).map(({ text }) => text.replace(/"instance":"[^"]*"/, ""));
  };

  test("publishes nothing and says who would be newly flagged, and who released", async () => {
    await takeIn(database.database, readWorld({ seed: 5, people: 1500 }).events);
    const run = await publish();
    expect(run.policyVersion).toBe("1");
    const before = await published();
    const flagged = run.counts.flaggedAccounts ?? 0;
    expect(flagged).toBeGreaterThan(50);

    const same = await shadow({ policy: "active" });
    expect(same.run.counts).toMatchObject({
      newly_flagged_accounts: 0,
      released_accounts: 0,
      flagged_accounts: flagged,
    });
    expect(same.data).toEqual([]);
    expect(same.run.manifest?.found.flagged_accounts).toBe(flagged);

    const deaf = await shadow({ policy: aPolicy("deaf", { priorLogOdds: -20 }) });
    expect(deaf.run).toMatchObject({ policy_version: "deaf", as_of: run.asOf.toISOString() });
    expect(deaf.run.manifest?.policy_hash).toBe(hashPolicy({ ...defaultPolicy, version: "deaf", priorLogOdds: -20 }));
    expect(deaf.run.counts).toMatchObject({ newly_flagged_accounts: 0, released_accounts: flagged });
    const all = [];
    for (let cursor = ""; ; ) {
      const page = ShadowDifferencePage.parse((await api.request(`${deaf.path}/differences?limit=100${cursor}`)).body);
      all.push(...page.data);
      if (page.next_cursor === null) break;
      cursor = `&cursor=${page.next_cursor}`;
    }
    expect(new Set(all.map(({ account_id }) => account_id)).size).toBe(flagged);
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(["released"]));

    const harsh = await shadow({ policy: aPolicy("harsh", { priorLogOdds: 5 }) });
    expect(harsh.run.counts.released_accounts).toBe(0);
    expect(harsh.run.counts.newly_flagged_accounts).toBeGreaterThan(0);
    const newly = await api.request(`${harsh.path}/differences?kind=newly-flagged&limit=1`);
    const [first] = ShadowDifferencePage.parse(newly.body).data;
    expect((await api.request(`/v1/accounts/${first?.account_id}`)).body.risk).toBeLessThan(0.9);
    expect((await api.request(`${harsh.path}/differences?kind=released`)).body.data).toEqual([]);
    expect(await published()).toEqual(before);
  }, 120_000);

  test("does not count whom an analyst dismissed, on either side", async () => {
    const { body } = await api.request("/v1/rings?limit=1");
    const ring = body.data[0];
    await post(`/v1/rings/${ring.id}/decisions`, { outcome: "dismissed", reason: "an office" });
    const { data, run } = await shadow({ policy: aPolicy("deaf", { priorLogOdds: -20 }) });
    expect(data.some(({ ring_id }) => ring_id === ring.id)).toBe(false);
    expect(run.counts.released_accounts).toBe(
      (run.counts.newly_flagged_accounts ?? 0) + (await flaggedNow()) - ring.member_count,
    );
    expect((await shadow({ policy: "default" })).data).toEqual([]);
  }, 60_000);

  async function flaggedNow(): Promise<number> {
    const { body } = await api.request("/v1/rings?limit=200");
    return body.data.reduce((sum: number, { member_count }: { member_count: number }) => sum + member_count, 0);
  }

  test.each([
    [{ policy: "careful" }, "/policy"],
    [{ shadow: true }, "/policy"],
    [{ shadow: false, policy: "careful" }, "/shadow"],
    [{ shadow: true, policy: { version: "x" } }, "/policy/windowDays"],
    [
      { shadow: true, policy: aPolicy("x", { signals: { ...defaultPolicy.signals, hunch: {} } }) },
      "/policy/signals/hunch",
    ],
  ])("%# is refused at its place", async (body, pointer) => {
    const answer = await post("/v1/runs", body);
    expectProblem(answer, 422, "invalid-body");
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  test("with a policy that is not there is not started", async () => {
    expectProblem(await post("/v1/runs", { shadow: true, policy: "nowhere" }), 404, "policy-not-found");
  });
});
