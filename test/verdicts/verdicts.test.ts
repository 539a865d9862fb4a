import { describe, expect, test } from "vitest";
import { listAudit } from "../../src/audit/audit-queries.ts";
import type { Identifier } from "../../src/model/identifier.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { giveVerdict } from "../../src/verdicts/give-verdict.ts";
import { findStanding, listStanding, listVerdictsOn } from "../../src/verdicts/verdict-queries.ts";
import { withdrawVerdict } from "../../src/verdicts/withdraw-verdict.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
const now = "2026-06-06T00:00:00Z";
const at = new Date(now);
const actor = { name: "ada", keyId: null };
const address = (value: string): Identifier => ({ kind: "ip", value });
const dependencies = (time = now) => ({ database: database.database, clock: stoppedAt(time) });
const give = (identifier: Identifier, verdict: VerdictKind, expiresAt: string | null = null, reason = "we asked") =>
  giveVerdict(dependencies(), {
    identifier,
    verdict,
    reason,
    expiresAt: expiresAt ? new Date(expiresAt) : null,
    actor,
  });
const withdraw = (identifier: Identifier) => withdrawVerdict(dependencies(), { identifier, actor });
const standing = async (identifier: Identifier, moment = at) =>
  (await findStanding(database.database.db, identifier, moment))?.verdict;

describe("a verdict", () => {
  test("counts until another replaces it, it is taken back, or it ends; all of it is kept", async () => {
    const office = address("203.0.113.1");
    await give(office, "carrier");
    await give(office, "office", "2026-07-01T00:00:00Z");
    expect(await standing(office)).toBe("office");
    expect(await standing(office, new Date("2026-06-30T23:59:59Z"))).toBe("office");
    expect(await standing(office, new Date("2026-07-01T00:00:00Z"))).toBeUndefined();
    await withdraw(office);
    expect(await standing(office)).toBeUndefined();
    await expect(withdraw(office)).rejects.toMatchObject({ kind: "not-found", code: "verdict-not-found" });
    const history = await listVerdictsOn(database.database.db, office, { limit: 9 });
    expect(history.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      [null, null],
      ["office", "we asked"],
      ["carrier", "we asked"],
    ]);
  });

  test("given again as it is changes nothing", async () => {
    const first = await give(address("203.0.113.2"), "vpn");
    expect(await give(address("203.0.113.2"), "vpn")).toEqual(first);
    expect((await give(address("203.0.113.2"), "vpn", null, "another reason")).id).not.toBe(first.id);
  });

  test("on one kind says nothing of the same value of another", async () => {
    await give({ kind: "device_id", value: "x" }, "known_bad");
    expect(await standing({ kind: "payment_instrument", value: "x" })).toBeUndefined();
  });

  test.each([
    ["verdict-already-over", () => give(address("203.0.113.3"), "office", now)],
    ["verdict-without-reason", () => give(address("203.0.113.3"), "office", null, " ")],
  ])("is refused as %s", async (code, work) => {
    await expect(work()).rejects.toMatchObject({ kind: "invalid", code });
  });

  test("of several at once each replaces the one before, and knows it", async () => {
    const contested = address("203.0.113.4");
    const kinds = ["office", "known_bad", "vpn", "carrier", "gateway", "ci", "household", "university"] as const;
    await Promise.all(kinds.map((kind) => give(contested, kind)));
    const entries = await listAudit(database.database.db, { limit: kinds.length });
    const states = entries.map(({ before }) => before);
    expect(states).toEqual([...entries.slice(1).map(({ after }) => after), null]);
  });

  test("is on record with who gave it, and with neither the identifier nor the reason's words", async () => {
    const given = await give(address("203.0.113.5"), "office");
    await withdraw(address("203.0.113.5"));
    const entries = await listAudit(database.database.db, { limit: 2 });
    const { id } = given;
    expect(entries).toMatchObject([
      { action: "verdict.withdrawn", actor, at, before: { id, verdict: "office", expires_at: null }, after: null },
      { action: "verdict.given", actor, at, subject: id, before: null, after: { id, verdict: "office" } },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/203\.0\.113|we asked/);
  });

  test("is listed with the others that count, newest first, page by page", async () => {
    await give(address("203.0.113.6"), "gateway");
    const list = (options: object) => listStanding(database.database.db, { at, limit: 100, ...options });
    const all = await list({});
    expect(all.map(({ identifier, verdict }) => `${identifier.value} ${verdict}`)).toEqual([
      "203.0.113.6 gateway",
      expect.stringMatching(/^203\.0\.113\.4 /),
      "x known_bad",
      "203.0.113.2 vpn",
    ]);
    expect(await list({ verdict: "vpn" })).toEqual(all.filter(({ verdict }) => verdict === "vpn"));
    expect(await list({ kind: "device_id" })).toEqual(all.slice(2, 3));
    const [, second] = all;
    expect(await list({ limit: 1, before: Number(second?.id.slice("verdict_".length)) })).toEqual(all.slice(2, 3));
  });
});

describe("what the database refuses", () => {
  const refusal = (query: string) =>
    database.database.pool.query(query).then(
      () => "nothing",
      (error) => error.constraint,
    );
  const insert = (values: string) => `insert into identifier_verdicts
    (kind, value, verdict, reason, expires_at, author, created_at) values (${values})`;

  test("by name: a verdict or a record that is changed, deleted or emptied, and verdicts that make no sense", async () => {
    expect({
      changed: await refusal("update identifier_verdicts set verdict = 'office'"),
      deleted: await refusal("delete from identifier_verdicts"),
      emptied: await refusal("truncate identifier_verdicts cascade"),
      changedRecord: await refusal("update audit_log set actor = 'nobody'"),
      deletedRecord: await refusal("delete from audit_log"),
      emptiedRecord: await refusal("truncate audit_log"),
      unknown: await refusal(insert("1, 'x', 'nice', 'r', null, 'ada', now()")),
      noReason: await refusal(insert("1, 'x', 'office', ' ', null, 'ada', now()")),
      noKind: await refusal(insert("99, 'x', 'office', 'r', null, 'ada', now()")),
      overBefore: await refusal(insert("1, 'x', 'office', 'r', now() - interval '1 day', 'ada', now()")),
      endOfNothing: await refusal(insert("1, 'x', null, null, now() + interval '1 day', 'ada', now()")),
    }).toEqual({
      changed: "identifier_verdicts_never_change",
      deleted: "identifier_verdicts_are_kept",
      emptied: "identifier_verdicts_are_not_emptied",
      changedRecord: "audit_log_never_changes",
      deletedRecord: "audit_log_is_kept",
      emptiedRecord: "audit_log_is_not_emptied",
      unknown: "identifier_verdicts_verdict_is_known",
      noReason: "identifier_verdicts_reason_is_given",
      noKind: "identifier_verdicts_kind",
      overBefore: "identifier_verdicts_end_after_they_begin",
      endOfNothing: "identifier_verdicts_withdrawal_has_no_end",
    });
  });
});
