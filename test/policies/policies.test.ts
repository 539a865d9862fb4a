import { beforeEach, describe, expect, test } from "vitest";
import { defaultPolicy } from "../../src/detection/default-policy.ts";
import { addPolicy } from "../../src/policies/add-policy.ts";
import { requireActivePolicy } from "../../src/policies/built-in-policy.ts";
import { findPolicy, listPolicies } from "../../src/policies/find-policy.ts";
import { selectPolicyChanges } from "../../src/policies/policy-queries.ts";
import { promotePolicy, rollBackPolicy } from "../../src/policies/promote-policy.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
const clock = stoppedAt("2026-06-06T00:00:00Z");
const dependencies = () => ({ database: database.database, clock });
const add = (version: string, changes = {}) =>
  addPolicy(dependencies(), { policy: { ...defaultPolicy, version, ...changes }, actor: "ada" });
const promote = (version: string) => promotePolicy(dependencies(), { version, actor: "bob" });
const rollBack = () => rollBackPolicy(dependencies(), { actor: "eve" });
const activeVersion = async () => (await requireActivePolicy(dependencies())).version;
const log = async () =>
  (await selectPolicyChanges(database.database.db, { limit: 100 })).map(({ actor, action, version, beforeVersion }) => {
    return `${actor} ${action} ${version} after ${beforeVersion}`;
  });
const sql = (query: string) => database.database.pool.query(query);

beforeEach(async () => {
  await sql("alter table policy_changes disable trigger policy_changes_are_not_emptied");
  await sql("truncate policy_changes, policies restart identity");
  await sql("alter table policy_changes enable trigger policy_changes_are_not_emptied");
});

describe("policies", () => {
  test("the program's judges until somebody promotes another; promotion and roll-back are on record", async () => {
    expect(await activeVersion()).toBe("1");
    await add("careful", { flagThreshold: 0.95 });
    await add("bold", { flagThreshold: 0.8 });
    expect(await activeVersion()).toBe("1");
    expect(await promote("careful")).toMatchObject({ version: "careful", isActive: true });
    expect((await requireActivePolicy(dependencies())).flagThreshold).toBe(0.95);
    await promote("bold");
    expect(await rollBack()).toMatchObject({ version: "careful", isActive: true });
    expect(await rollBack()).toMatchObject({ version: "1" });
    await expect(rollBack()).rejects.toMatchObject({ kind: "conflict", code: "no-policy-before" });
    expect(await activeVersion()).toBe("1");
    expect(await log()).toEqual([
      "eve rolled-back 1 after careful",
      "eve rolled-back careful after bold",
      "bob promoted bold after careful",
      "bob promoted careful after 1",
      "ada added bold after null",
      "ada added careful after null",
      "ringfence promoted 1 after null",
      "ringfence added 1 after null",
    ]);
    const policies = await listPolicies(dependencies());
    expect(policies.filter(({ isActive }) => isActive).map(({ version }) => version)).toEqual(["1"]);
  });

  test("the same again changes nothing; another under the same version is refused", async () => {
    const first = await add("mine");
    expect(await add("mine")).toEqual(first);
    expect((await log()).filter((line) => line.includes("mine"))).toHaveLength(1);
    await expect(add("mine", { flagThreshold: 0.5 })).rejects.toMatchObject({
      kind: "conflict",
      code: "policy-version-taken",
    });
  });

  test("what is not there, or active already, cannot be promoted", async () => {
    await expect(promote("nowhere")).rejects.toMatchObject({ kind: "not-found", code: "policy-not-found" });
    await expect(promote("1")).rejects.toMatchObject({ kind: "conflict", code: "policy-already-active" });
  });

  test("of an older program, which lacks a constant, cannot be promoted but can be looked at", async () => {
    await requireActivePolicy(dependencies());
    await sql(`insert into policies (version, hash, document, created_at, created_by)
      values ('old', repeat('0', 64), '{"version": "old", "windowDays": 90}', now(), 'ada')`);
    await expect(promote("old")).rejects.toMatchObject({
      code: "invalid-policy",
      message: expect.stringContaining("/flagThreshold: "),
    });
    expect((await findPolicy(dependencies(), "old")).document).toEqual({ version: "old", windowDays: 90 });
    expect(await activeVersion()).toBe("1");
  });

  test("of an older program that nobody chose give way to what this one brings along, under a version of its own", async () => {
    await sql(`insert into policies (version, hash, document, is_active, created_at, created_by)
      values ('1', repeat('0', 64), '{"version": "1"}', true, now(), 'ringfence')`);
    await sql(`insert into policy_changes (action, version, actor, at) values ('promoted', '1', 'ringfence', now())`);
    const version = await activeVersion();
    expect(version).toMatch(/^1-[0-9a-f]{8}$/);
    expect(await activeVersion()).toBe(version);
    expect(await requireActivePolicy(dependencies())).toEqual({ ...defaultPolicy, version });
    // Whoever goes back to the old one has chosen it: then nothing else judges in secret.
    await expect(rollBack()).rejects.toMatchObject({ code: "invalid-policy" });
  });

  test("of two promotions at once each knows what the other did", async () => {
    await Promise.all([add("a"), add("b")]);
    await Promise.all([promote("a"), promote("b")]);
    const [second, first] = await log();
    expect([first, second].join()).toMatch(/promoted (a|b) after 1,bob promoted (a|b) after \1/);
  });
});

describe("what the database refuses", () => {
  const refusal = async (...queries: string[]) => {
    const client = await database.database.pool.connect();
    try {
      await client.query("begin");
      for (const query of queries) await client.query(query);
      await client.query("commit");
      return "nothing";
    } catch (error) {
      await client.query("rollback");
      return (error as { constraint?: string }).constraint;
    } finally {
      client.release();
    }
  };

  test("a second active policy, or none; another meaning for a version; a record that is changed or gone", async () => {
    await add("mine");
    await requireActivePolicy(dependencies());
    expect({
      two: await refusal("update policies set is_active = true"),
      none: await refusal("update policies set is_active = false"),
      otherMeaning: await refusal("update policies set document = jsonb_set(document, '{windowDays}', '1')"),
      gone: await refusal("delete from policies where version = 'mine'"),
      otherName: await refusal(
        "insert into policies values ('x', repeat('0', 64), '{\"version\": \"y\"}', false, now(), 'ada')",
      ),
      changedRecord: await refusal("update policy_changes set actor = 'nobody'"),
      deletedRecord: await refusal("delete from policy_changes"),
      emptiedRecord: await refusal("truncate policy_changes"),
    }).toEqual({
      two: "policies_at_most_one_active",
      none: "policies_one_is_active",
      otherMeaning: "policies_never_change",
      gone: "policies_are_kept",
      otherName: "policies_document_names_version",
      changedRecord: "policy_changes_never_change",
      deletedRecord: "policy_changes_are_kept",
      emptiedRecord: "policy_changes_are_not_emptied",
    });
  });
});
