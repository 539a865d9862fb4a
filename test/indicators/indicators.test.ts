import { createHmac } from "node:crypto";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StixBundle } from "../../src/contract/stix-bundle.ts";
import type { Scope } from "../../src/model/api-key.ts";
import { type IdentifierKind, identifierKinds } from "../../src/model/identifier.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { keepStorage } from "../../src/storage/keep-storage.ts";
import { checkStix } from "../support/check-stix.ts";
import { detectGroups } from "../support/detect-groups.ts";
import { type Api, json, startApi } from "../support/start-api.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";
import { useTestService } from "../support/test-service.ts";

// Two providers, each with a service, a database and a secret of its own: `here` tells, `there` is told.

const clock = stoppedAt("2026-06-06T00:00:00Z");
const database = useTestDatabase();
const there = useTestService(clock);
const kinds = Object.keys(identifierKinds) as IdentifierKind[];
let here: Api;
let ring: { id: string; risk: number };
let unflagged: string;
let peer: { id: string; key: string };
/** What `there` calls `here`. */
let teller: string;
let evidence: { kind: IdentifierKind; value: string }[];

beforeAll(async () => {
  here = await startApi(database.database, clock);
  const detect = detectGroups([{ members: [0, 1, 2, 3, 4, 5] }, { members: [6, 7, 8], risk: 0.4 }]);
  const logger = pino({ level: "silent" });
  for (const own of [database.database, there.dependencies.database]) {
    await takeIn(own, someEvents(12));
    expect(await (await startRun({ database: own, clock, logger, detect })).finished).toMatchObject({ failure: null });
  }
  [ring] = (await here.request("/v1/rings")).body.data;
  [{ id: unflagged }] = (await here.request("/v1/rings?flagged=false")).body.data;
  evidence = (await here.request(`/v1/rings/${ring.id}/evidence`)).body.data;
  peer = (await here.request("/v1/peers", json({ name: "There AI", kinds }))).body;
  teller = (await ask("/v1/peers", json({ name: "Here AI", kinds, key: peer.key }))).id;
}, 90_000);
afterAll(() => here.close());

const exported = (query: string, scope: Scope = "rings:read", id = ring.id) =>
  here.request(`/v1/rings/${id}/indicators?${query}`, { scope });
// biome-ignore lint/suspicious/noExplicitAny: the bodies of several routes
async function ask(path: string, init?: RequestInit): Promise<any> {
  return (await there.fetch(path, init)).json();
}
const importThere = (bundle: object, from = teller) => ask(`/v1/indicators?peer=${from}`, json(bundle));
const assess = (form: object) => ask("/v1/assessments", json(form));
const ofType = ({ objects }: StixBundle, type: string) => objects.filter((object) => object.type === type);
const auditLog = async () => (await here.request("/v1/audit_log?limit=1")).body.data[0];

describe("a ring is told to a peer", () => {
  test("as STIX 2.1, without an identifier or an account in it, under pseudonyms that the peer can compare", async () => {
    const answer = await exported(`peer=${peer.id}`);
    expect([answer.status, answer.type]).toEqual([200, "application/stix+json;version=2.1"]);
    const bundle = answer.body as StixBundle;
    expect(checkStix(bundle)).toEqual([]);
    for (const { value } of evidence) expect(answer.text).not.toContain(value);
    expect(answer.text).not.toMatch(/"a0\d"/);
    const indicators = ofType(bundle, "indicator");
    expect(indicators).toHaveLength(evidence.length);
    for (const [place, { kind, value }] of evidence.entries()) {
      const pseudonym = createHmac("sha256", peer.key).update(`${kind}:${value}`).digest("hex");
      expect(indicators[place]?.pattern).toContain(`:pseudonym = '${pseudonym}'`);
    }
    expect(ofType(bundle, "grouping")).toMatchObject([{ confidence: 95, context: "suspicious-activity" }]);
    expect(ofType(bundle, "observed-data")).toHaveLength(evidence.length);
    // 0.95 * 6 / 7 are 81 %; last seen on 22 April, a day before the run's moment.
    expect(indicators[0]).toMatchObject({ confidence: 81, valid_from: "2026-04-22T09:26:40.000Z" });
    expect(await auditLog()).toMatchObject({
      action: "ring.exported",
      subject: ring.id,
      after: { format: "stix", peer_id: peer.id, pseudonymous: true, indicators: evidence.length },
    });
    expect((await exported(`peer=${peer.id}`)).text).toBe(answer.text);
  });

  test("another peer is told other pseudonyms, and only of kinds that mean something to it", async () => {
    const other = (await here.request("/v1/peers", json({ name: "Other AI", kinds: ["ip", "ip_prefix"] }))).body;
    const mine = JSON.stringify((await exported(`peer=${peer.id}`)).body);
    const [theirs] = ofType((await exported(`peer=${other.id}`)).body, "indicator");
    expect(theirs?.pattern).toMatch(/kind = 'ip(_prefix)?'/);
    expect(mine).not.toContain(theirs?.pattern as string);
    expect(mine).not.toContain(theirs?.id as string);
    expect((await here.request(`/v1/peers/${other.id}`, { method: "DELETE" })).status).toBe(204);
  });

  test("plainly where a key may see identifiers and asks for it", async () => {
    expect(await exported("identifiers=plain")).toMatchObject({
      status: 403,
      body: { type: "urn:ringfence:problem:missing-scope" },
    });
    const { body, text } = await exported("identifiers=plain", "admin");
    expect(checkStix(body)).toEqual([]);
    for (const { value } of evidence) expect(text).toContain(value);
    expect(await auditLog()).toMatchObject({ after: { peer_id: null, pseudonymous: false } });
  });

  test("but not without saying for whom, and not of a ring that accuses nobody", async () => {
    expect(await exported("")).toMatchObject({ status: 422, body: { type: "urn:ringfence:problem:peer-needed" } });
    expect(await exported("peer=peer_0")).toMatchObject({ status: 404 });
    expect(await exported("peer=%00")).toMatchObject({ status: 404 });
    const refused = { status: 409, body: { type: "urn:ringfence:problem:ring-not-shareable" } };
    expect(await exported(`peer=${peer.id}`, "rings:read", unflagged)).toMatchObject(refused);
    const decide = (outcome: string) =>
      here.request(`/v1/rings/${ring.id}/decisions`, json({ outcome, reason: "we asked" }));
    await decide("dismissed");
    expect(await exported(`peer=${peer.id}`)).toMatchObject(refused);
    await decide("confirmed");
    const [indicator] = ofType((await exported(`peer=${peer.id}`)).body, "indicator");
    expect(indicator).toMatchObject({ indicator_types: ["malicious-activity"] });
  });
});

describe("what a peer says", () => {
  const readAccounts = () =>
    Promise.all(Array.from({ length: 12 }, (_, index) => ask(`/v1/accounts/a${String(index).padStart(2, "0")}`)));
  const addressOf = () => evidence.find(({ kind }) => kind === "ip")?.value ?? "203.0.113.99";
  const toldOnly = (evidence: { indicator: object | null }[]) => evidence.filter(({ indicator }) => indicator !== null);

  test("is shown of matching sign-ups, accounts and rings, and changes no risk", async () => {
    const form = { ip: addressOf() };
    const [ringThere] = (await ask("/v1/rings")).data;
    const before = {
      assessment: await assess(form),
      accounts: await readAccounts(),
    };
    expect(before.accounts.flatMap(({ indicators }) => indicators)).toEqual([]);

    const bundle = (await exported(`peer=${peer.id}`)).body;
    expect(await importThere(bundle)).toEqual({
      peer_id: teller,
      imported: evidence.length,
      updated: 0,
      unchanged: 0,
      revoked: 0,
      ignored: [],
      rejected: 0,
      errors: [],
    });
    const told = { peer_id: teller, peer: "Here AI", confidence: 81 };
    const assessment = await assess(form);
    expect(toldOnly(assessment.evidence).length).toBeGreaterThan(0);
    for (const item of toldOnly(assessment.evidence)) {
      expect(item).toMatchObject({ ring_id: null, bits: 0, indicator: told });
      expect((item as unknown as { sentence: string }).sentence).toMatch(
        /^Its .* is told by Here AI .* counts for nothing$/,
      );
    }
    const { risk, attaches, rings } = assessment;
    expect({ risk, attaches, rings }).toEqual({
      risk: before.assessment.risk,
      attaches: before.assessment.attaches,
      rings: before.assessment.rings,
    });
    const accounts = await readAccounts();
    const shownOf = accounts.flatMap(({ indicators }) => indicators);
    expect(new Set(shownOf.map(({ value }) => value))).toEqual(new Set(evidence.map(({ value }) => value)));
    for (const item of shownOf) expect(item).toMatchObject(told);
    expect(accounts.map((account) => ({ ...account, indicators: [] }))).toEqual(before.accounts);
    const shown = (await ask(`/v1/rings/${ringThere.id}/evidence`)).data;
    for (const item of shown) expect(item.indicators).toMatchObject([told]);
    expect((await ask(`/v1/rings/${ringThere.id}/report`)).evidence).toEqual(shown);
    expect((await ask(`/v1/rings/${ringThere.id}`)).risk).toBe(ringThere.risk);
  });

  test("alone makes a sign-up that nothing else is known of no suspect", async () => {
    const bundle = aBundle([anIndicator(1, { pattern: "[ipv4-addr:value = '192.0.2.77']", confidence: 100 })]);
    expect((await assess({ ip: "192.0.2.77" })).certainty).toBe("nothing_known");
    expect(await importThere(bundle)).toMatchObject({ imported: 1 });
    expect(await assess({ ip: "192.0.2.77" })).toMatchObject({ risk: 0, attaches: false, certainty: "ties_only" });
  });

  test("is not held against what an analyst has excused", async () => {
    const verdict = { ...json({ verdict: "office", reason: "they wrote to us" }), method: "PUT" };
    await there.fetch("/v1/identifiers/ip/192.0.2.77", verdict);
    expect(await assess({ ip: "192.0.2.77" })).toMatchObject({ certainty: "nothing_known", evidence: [] });
    await there.fetch("/v1/identifiers/ip/192.0.2.77", { method: "DELETE" });
    expect(await assess({ ip: "192.0.2.77" })).toMatchObject({ certainty: "ties_only" });
  });

  test("counts once, in its newest version, until it is taken back", async () => {
    const version = (day: string, given: object = {}) =>
      importThere(aBundle([anIndicator(1, { modified: `2026-05-${day}T00:00:00.000Z`, ...given })]));
    const confidence = async () => (await assess({ ip: "192.0.2.77" })).evidence[0]?.indicator.confidence;
    const pattern = "[ipv4-addr:value = '192.0.2.77']";
    expect(await version("01")).toMatchObject({ imported: 0, updated: 0, unchanged: 1 });
    expect(await version("09", { pattern, confidence: 20 })).toMatchObject({ updated: 1 });
    expect(await confidence()).toBe(20);
    expect(await version("05", { pattern, confidence: 70 })).toMatchObject({ unchanged: 1 });
    expect(await confidence()).toBe(20);
    expect(await version("05", { revoked: true })).toMatchObject({ revoked: 0 });
    expect(await version("10", { revoked: true })).toMatchObject({ revoked: 1 });
    expect(await assess({ ip: "192.0.2.77" })).toMatchObject({ certainty: "nothing_known" });
  });

  test("is not taken for news where we said it ourselves", async () => {
    const bundle = (await exported(`peer=${peer.id}`)).body;
    const back = await here.request(`/v1/indicators?peer=${peer.id}`, { ...json(bundle), scope: "rings:decide" });
    expect(back.body).toMatchObject({ imported: 0, ignored: [{ reason: "told_by_us", count: evidence.length }] });
  });

  test("is on record, is listed with masks, and needs a peer that there is", async () => {
    expect(await ask("/v1/indicators?peer=peer_0")).toMatchObject({ status: 404 });
    expect(await importThere(aBundle([]), "peer_0")).toMatchObject({ status: 404 });
    await importThere(aBundle([anIndicator(2, { pattern: "[ipv4-addr:value = '192.0.2.78']" })]));
    const [entry] = (await ask("/v1/audit_log?limit=1")).data;
    expect(entry).toMatchObject({ action: "peer.indicators_imported", subject: teller, after: { imported: 1 } });
    const { key } = await there.keyFor("rings:read");
    const list = await ask(`/v1/indicators?peer=${teller}&limit=200`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(list.data).toHaveLength(evidence.length + 1);
    expect(list.data.at(-1)).toMatchObject({ kind: "ip", value: expect.stringMatching(/^192\.0\.•••#/) });
    expect(list.data[0]).toMatchObject({ value: null, confidence: 81 });
    const first = await ask("/v1/indicators?limit=1");
    const second = await ask(`/v1/indicators?limit=1&cursor=${first.next_cursor}`);
    expect([...first.data, ...second.data]).toMatchObject(
      list.data.slice(0, 2).map(({ id }: { id: string }) => ({ id })),
    );
  });

  test("is over when it ends, and upkeep deletes it", async () => {
    expect(toldOnly((await assess({ ip: "192.0.2.78" })).evidence)).toHaveLength(1);
    const { database: own, config } = there.dependencies;
    await own.pool.query("update indicators set valid_until = '2026-06-05' where value = '192.0.2.78'");
    expect(toldOnly((await assess({ ip: "192.0.2.78" })).evidence)).toEqual([]);
    const count = async () => (await own.pool.query("select from indicators")).rowCount;
    expect(await count()).toBe(evidence.length + 1);
    await keepStorage(own, { now: clock.now(), retention: config.retention });
    expect(await count()).toBe(evidence.length);
  });
});

describe("a peer", () => {
  test("has a name of its own, a key that is shown once and is nowhere in clear", async () => {
    expect(await here.request("/v1/peers", json({ name: "There AI" }))).toMatchObject({ status: 409 });
    expect(await here.request("/v1/peers", json({ name: "Weak", key: "short" }))).toMatchObject({ status: 422 });
    const list = await here.request("/v1/peers");
    expect(list.body.data).toMatchObject([{ id: peer.id, name: "There AI", kinds }]);
    expect(list.text).not.toContain(peer.key);
    expect(peer.key).toMatch(/^rfs_[\w-]{43}$/);
    const { rows } = await database.database.pool.query("select row_to_json(p)::text as row, sealed from peers p");
    for (const { row, sealed } of rows) expect(row + sealed.toString("latin1")).not.toContain(peer.key);
    const log = there.log.join("\n");
    expect(log).not.toContain(peer.key);
    expect(log).not.toMatch(/192\.0\.2\.7[78]/);
  });

  test("that is deleted has said nothing", async () => {
    expect((await there.fetch(`/v1/peers/${teller}`, { method: "DELETE" })).status).toBe(204);
    expect((await there.fetch(`/v1/peers/${teller}`, { method: "DELETE" })).status).toBe(404);
    expect((await ask("/v1/indicators")).data).toEqual([]);
    const [ringThere] = (await ask("/v1/rings")).data;
    const { data } = await ask(`/v1/rings/${ringThere.id}/evidence`);
    expect(data.flatMap(({ indicators }: { indicators: object[] }) => indicators)).toEqual([]);
    expect((await ask("/v1/audit_log?limit=1")).data[0]).toMatchObject({ action: "peer.deleted", subject: teller });
  });
});

function aBundle(objects: object[]) {
  return { type: "bundle", id: "bundle--00000000-0000-4000-8000-000000000000", objects };
}

function anIndicator(number: number, given: object) {
  return {
    type: "indicator",
    spec_version: "2.1",
    id: `indicator--00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    created: "2026-05-01T00:00:00.000Z",
    modified: "2026-05-01T00:00:00.000Z",
    pattern: "[ipv4-addr:value = '192.0.2.77']",
    pattern_type: "stix",
    valid_from: "2026-05-01T00:00:00Z",
    valid_until: "2026-07-01T00:00:00Z",
    ...given,
  };
}
