import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AuditPage } from "../../src/contract/audit.ts";
import { type RingBody, RingPage } from "../../src/contract/ring.ts";
import { type RingReportBody, RingReportBody as ReportSchema } from "../../src/contract/ring-report.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { readWorld } from "../simulate/read-world.ts";
import { type Api, json, startApi } from "../support/start-api.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
const clock = stoppedAt("2026-07-01T00:00:00Z");
const world = readWorld({ seed: 1, people: 5000 });
let api: Api;
let largest: RingBody;

beforeAll(async () => {
  api = await startApi(database.database, clock);
  await takeIn(database.database, world.events);
  const { finished } = await startRun({ database: database.database, clock, logger: pino({ level: "silent" }) });
  expect(await finished).toMatchObject({ failure: null });
  [largest] = RingPage.parse((await api.request("/v1/rings?sort=-member_count&limit=1")).body).data as [RingBody];
}, 90_000);
afterAll(() => api.close());

const report = (id: string, accept = "application/json", scope: "admin" | "rings:read" = "admin") =>
  api.request(`/v1/rings/${id}/report`, { headers: { accept }, scope });
const jsonReport = async (id: string, scope: "admin" | "rings:read" = "admin"): Promise<RingReportBody> =>
  ReportSchema.parse((await report(id, "application/json", scope)).body);

/** What is true of the ring that most of these accounts are of, counted from labels and events. */
function truthOf(accountIds: readonly string[]) {
  const groups = new Map<string, number>();
  const labels = new Map(world.world.labels.map((label) => [label.accountId, label]));
  for (const id of accountIds) {
    const group = labels.get(id)?.group ?? "";
    groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  const [[group] = [""]] = [...groups].sort(([, a], [, b]) => b - a);
  const accounts = new Set(
    world.world.labels.filter((label) => label.group === group).map(({ accountId }) => accountId),
  );
  const events = world.events.filter(({ account_id }) => accounts.has(account_id));
  const times = events.map(({ occurred_at }) => Date.parse(occurred_at)).sort((a, b) => a - b);
  const byCapability = new Map<string, number>();
  let exchanges = 0;
  for (const event of events) {
    if (event.type !== "usage") continue;
    const { capability = "", requests = 1 } = event;
    byCapability.set(capability, (byCapability.get(capability) ?? 0) + requests);
    exchanges += requests;
  }
  return { accounts: accounts.size, exchanges, first: times[0] ?? 0, last: times.at(-1) ?? 0, byCapability };
}

describe("the report on the largest ring", () => {
  test("states accounts, exchanges, dates and capabilities as they are in truth, within 1 %", async () => {
    const { operation, members, ring } = await jsonReport(largest.id);
    const truth = truthOf(members.map(({ account_id }) => account_id));
    const share = (stated: number, true_: number) => Math.abs(stated - true_) / true_;
    expect(truth.accounts).toBeGreaterThan(50);
    expect(share(operation.accounts, truth.accounts)).toBeLessThanOrEqual(0.01);
    expect(share(operation.exchanges, truth.exchanges)).toBeLessThanOrEqual(0.01);
    const span = truth.last - truth.first;
    expect(Math.abs(Date.parse(operation.first_event_at) - truth.first)).toBeLessThanOrEqual(0.01 * span);
    expect(Math.abs(Date.parse(operation.last_event_at) - truth.last)).toBeLessThanOrEqual(0.01 * span);
    expect(operation.capabilities.length).toBeGreaterThan(0);
    for (const { capability, requests } of operation.capabilities) {
      expect(share(requests, truth.byCapability.get(capability ?? "") ?? 0)).toBeLessThanOrEqual(0.01);
    }
    expect(operation.capabilities.reduce((sum, { requests }) => sum + requests, 0)).toBe(operation.exchanges);
    expect([operation.accounts, operation.exchanges]).toEqual([ring.member_count, ring.request_count]);
  });

  test("counts what the members used, as the events have it", async () => {
    const { operation, members } = await jsonReport(largest.id);
    const accounts = new Set(members.map(({ account_id }) => account_id));
    const users = new Map<string, Set<string>>();
    for (const { account_id, payment_instrument } of world.events) {
      if (!accounts.has(account_id) || payment_instrument === undefined) continue;
      users.set(payment_instrument, (users.get(payment_instrument) ?? new Set()).add(account_id));
    }
    const shared = [...users.values()].filter((some) => some.size > 1).length;
    const means = operation.means.find(({ kind }) => kind === "payment_instrument");
    expect(means).toEqual({ kind: "payment_instrument", family: "payment", used: users.size, shared });
  });

  test("says how it was found, how sure it is, and by which run, in figures and in sentences", async () => {
    const { method, certainty, run, evidence, ring, operation, masked } = await jsonReport(largest.id);
    const { body } = await api.request("/v1/runs?limit=1");
    expect(run).toEqual({ id: body.data[0].id, manifest: body.data[0].manifest });
    expect(certainty).toMatchObject({ risk: ring.risk, flag_threshold: 0.9 });
    expect([...certainty.for, ...certainty.against].map(({ name }) => name).sort()).toEqual(
      ring.signals.map(({ name }) => name).sort(),
    );
    expect(operation.sentences[0]).toMatch(
      /^[\d,]+ accounts made [\d,]+ exchanges between 2026-.* UTC and 2026-.* UTC\.$/,
    );
    expect(method.sentences.join(" ")).toContain("run_1 looked at the 90 days up to");
    expect(certainty.sentences.join(" ")).toContain("No analyst has decided on it.");
    expect(masked).toBe(false);
    expect(evidence).toEqual((await pagesOf(`/v1/rings/${ring.id}/evidence`, "admin")).flat());
  });

  test("carries a hash that anybody can take again, masked or not", async () => {
    for (const scope of ["admin", "rings:read"] as const) {
      const { integrity, ring, run, evidence, members } = await jsonReport(largest.id, scope);
      const hashed = { ring_id: ring.id, manifest_hash: run.manifest?.hash ?? null, evidence, members };
      expect(createHash("sha256").update(sorted(hashed)).digest("hex")).toBe(integrity.hash);
      expect(
        createHash("sha256")
          .update(sorted({ ...hashed, members: members.slice(1) }))
          .digest("hex"),
      ).not.toBe(integrity.hash);
    }
  });

  test("is on record each time, with its hash and who took it", async () => {
    const made = await jsonReport(largest.id, "rings:read");
    await api.request(`/v1/rings/${largest.id}/graph`, { headers: { accept: "application/gexf+xml" } });
    const { data } = AuditPage.parse((await api.request("/v1/audit_log?limit=2")).body);
    expect(data).toMatchObject([
      { action: "ring.exported", subject: largest.id, actor: "test admin", after: { format: "gexf" } },
      {
        action: "ring.exported",
        subject: largest.id,
        actor: "test rings:read",
        after: { format: "json", masked: true, accounts: made.members.length, sha256: made.integrity.hash },
      },
    ]);
  });

  test("names decisions and objections", async () => {
    const decision = json({ outcome: "confirmed", reason: "seen <b>elsewhere</b>\u202e" });
    expect((await api.request(`/v1/rings/${largest.id}/decisions`, decision)).status).toBe(201);
    const { decisions, certainty, members } = await jsonReport(largest.id);
    expect(decisions).toMatchObject([{ outcome: "confirmed", decided_by: "test admin" }]);
    expect(certainty.sentences.at(-1)).toContain("confirmed by test admin");
    expect(certainty.members_with_objections).toBe(members.filter(({ against }) => against.length > 0).length);
  });
});

describe("as a page", () => {
  test("it says the same, loads nothing, runs nothing, and takes no text for markup", async () => {
    const answer = await report(largest.id, "text/html");
    expect(answer.type).toContain("text/html");
    const { operation, certainty, integrity } = await jsonReport(largest.id);
    for (const sentence of [...operation.sentences, ...certainty.for.map(({ summary }) => summary)]) {
      expect(answer.text).toContain(
        sentence.replaceAll("&", "&amp;").replaceAll("'", "&#39;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
      );
    }
    expect(answer.text).toContain(integrity.hash);
    expect(answer.text).toContain("seen &lt;b&gt;elsewhere&lt;/b&gt;\ufffd");
    expect(answer.text).not.toMatch(/<script|<link|<img|<iframe|<object|https?:\/\/|url\(|@import| on\w+=|style=/i);
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'/);
    const style = /<style>([\s\S]*)<\/style>/.exec(answer.text)?.[1] ?? "";
    expect(policy).toContain(createHash("sha256").update(style).digest("base64"));
    expect(answer.text).toContain(policy.slice(0, policy.indexOf("; frame")).replaceAll("'", "&#39;"));
    expect(answer.text.match(/<(table|tr|td|th|ul|li|p|main|html|body)\b/g)?.length).toBe(
      answer.text.match(/<\/(table|tr|td|th|ul|li|p|main|html|body)>/g)?.length,
    );
  });
});

describe("as a table", () => {
  test("it has the members", async () => {
    const answer = await report(largest.id, "text/csv");
    expect(answer.headers.get("content-disposition")).toContain(`${largest.id}.csv`);
    const { members } = await jsonReport(largest.id);
    const rows = parse(answer.text, { columns: true }) as Record<string, string>[];
    expect(rows.map((row) => [row.ring_id, row.account_id, Number(row.request_count), row.against])).toEqual(
      members.map(({ account_id, request_count, against }) => [
        largest.id,
        account_id,
        request_count,
        against.join(" | "),
      ]),
    );
  });
});

test("it is refused for a ring that is not there, and in a format that there is not", async () => {
  expect(await report("ring_0")).toMatchObject({ status: 404, body: { type: "urn:ringfence:problem:ring-not-found" } });
  expect((await report(largest.id, "application/pdf")).status).toBe(406);
});

/** JSON with the names sorted, written anew here so that nothing is compared with itself. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

async function pagesOf(path: string, scope: "admin" | "rings:read" = "rings:read"): Promise<unknown[][]> {
  const pages: unknown[][] = [];
  let cursor = "";
  do {
    const { body } = await api.request(`${path}?limit=200${cursor}`, { scope });
    pages.push(body.data);
    cursor = body.next_cursor === null ? "" : `&cursor=${body.next_cursor}`;
  } while (cursor !== "");
  return pages;
}
