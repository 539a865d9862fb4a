import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RingReportBody } from "../../src/contract/ring-report.ts";
import { StixBundle } from "../../src/contract/stix-bundle.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { detectGroups } from "../support/detect-groups.ts";
import { runProgram } from "../support/run-program.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "ringfence-exports-"));
const env = { DATABASE_URL: database.url, RINGFENCE_SECRET: "s".repeat(32), USER: "ada" };
const run = (...args: string[]) => runProgram(args, { env });
let ring = "";

beforeAll(async () => {
  const clock = { now: () => new Date() };
  await takeIn(database.database, someEvents(12));
  const detect = detectGroups([{ members: [0, 1, 2, 3, 4, 5] }]);
  const given = { database: database.database, clock, logger: pino({ level: "silent" }), detect };
  expect(await (await startRun(given)).finished).toMatchObject({ failure: null });
  const { rows } = await database.database.pool.query("select id from rings");
  ring = rows[0].id;
});
afterAll(() => rmSync(folder, { recursive: true }));

const actionsOnRecord = async () =>
  (await database.database.pool.query("select action, actor, after from audit_log order by id")).rows;

test("report says what happened, writes it as a page and as a table, with masks where they are wanted, and each is on record", async () => {
  const said = await run("report", ring);
  expect(said).toMatchObject({ code: 0, stderr: "" });
  expect(said.stdout).toMatch(new RegExp(`^Report on ${ring} \\(open\\)\n\n6 accounts made 21 exchanges between`));
  expect(said.stdout).toMatch(/\nEvidence SHA-256 [0-9a-f]{64}\n$/);

  const [html, csv] = [join(folder, "ring.html"), join(folder, "ring.csv")] as const;
  const written = await run("report", ring, "--html", html, "--csv", csv, "--masked");
  expect(written).toEqual({ code: 0, stdout: "", stderr: `Wrote ${html}.\nWrote ${csv}.\n` });
  expect(readFileSync(html, "utf8")).toMatch(/^<!doctype html>[\s\S]*198\.51\.•••#/i);
  expect(parse(readFileSync(csv, "utf8"), { columns: true })).toHaveLength(6);

  const report = RingReportBody.parse(JSON.parse((await run("report", ring, "--json")).stdout));
  expect(report).toMatchObject({ made_by: "ada", masked: false, operation: { accounts: 6, exchanges: 21 } });
  const { rows } = await database.database.pool.query(
    "select actor, after ->> 'format' as format from audit_log where action = 'ring.exported' order by id",
  );
  expect(rows).toEqual(["json", "html", "csv", "json"].map((format) => ({ actor: "ada", format })));

  expect(await run("report", "ring_0")).toMatchObject({ code: 1, stderr: "No ring has the id ring_0\n" });
  const nowhere = await run("report", ring, "--html", join(folder, "no/such/folder.html"));
  expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining("cannot be written (ENOENT)") });
}, 120_000);

test("peers are added, told of a ring, heard and removed", async () => {
  const added = await run("peers", "add", "Example AI", "--kinds", "ip", "ip_prefix", "payment_instrument");
  expect(added).toMatchObject({ code: 0, stderr: "" });
  const [, id = "", key = ""] = /^Peer: (peer_\w{16})\nKey, shown this once: (rfs_.{43})\n$/.exec(added.stdout) ?? [];
  expect((await run("peers", "list")).stdout).toMatch(
    new RegExp(`^${id} +Example AI +ip ip_prefix payment_instrument +0 `, "m"),
  );
  const keyFile = join(folder, "key");
  writeFileSync(keyFile, "too short\n");
  const weak = await run("peers", "add", "Weak AI", "--key-file", keyFile);
  expect(weak).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("must be 32 to 256 visible ASCII characters"),
  });

  const out = join(folder, "bundle.json");
  expect(await run("indicators", "export", ring, "--peer", id, "--out", out)).toMatchObject({ code: 0, stdout: "" });
  const hidden = readFileSync(out, "utf8");
  expect(StixBundle.safeParse(JSON.parse(hidden)).error).toBeUndefined();
  expect(hidden).not.toMatch(/198\.51\.100|pm_1/);
  expect(hidden).not.toContain(key);
  const plain = await run("indicators", "export", ring, "--plain");
  const [, address = "", octet = ""] = /ipv4-addr:value = '(198\.51\.100\.(\d))'/.exec(plain.stdout) ?? [];
  expect(await run("indicators", "export", ring)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Say for which peer"),
  });

  const theirs = JSON.parse(plain.stdout.replaceAll(/"created_by_ref": "[^"]+"/g, '"labels": ["theirs"]'));
  theirs.objects.push({ type: "malware", id: "malware--1" });
  const imported = await runProgram(["indicators", "import", "-", "--peer", id], {
    env,
    input: JSON.stringify(theirs),
  });
  expect(imported).toMatchObject({ code: 0, stderr: "" });
  expect(imported.stdout).toBe(
    "2 indicators imported, 0 newer than before, 0 known, 0 taken back\nLeft alone: 1 (unknown type: malware)\n",
  );
  // Two accounts on each address.
  const user = `a${String(2 * Number(octet) - 2).padStart(2, "0")}`;
  const account = JSON.parse((await run("account", user, "--json")).stdout);
  expect(account.indicators).toEqual(
    expect.arrayContaining([expect.objectContaining({ value: address, peer: "Example AI" })]),
  );
  writeFileSync(out, '{"type":"report"}');
  expect(await run("indicators", "import", out, "--peer", id)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is no STIX 2.1 bundle: /type must be "bundle"'),
  });

  expect(await run("peers", "remove", id)).toMatchObject({ code: 0, stdout: `Removed ${id}.\n` });
  expect(JSON.parse((await run("peers", "list", "--json")).stdout)).toEqual({ data: [] });
  const actions = (await actionsOnRecord()).map(({ action }) => action).slice(-5);
  expect(actions).toEqual([
    "peer.created",
    "ring.exported",
    "ring.exported",
    "peer.indicators_imported",
    "peer.deleted",
  ]);
}, 240_000);

test("account erase deletes an account where it is meant, and the record does not say whom", async () => {
  const unsure = await run("account", "erase", "a00");
  expect(unsure).toMatchObject({ code: 1, stderr: expect.stringContaining("Say --yes to erase it") });
  expect((await run("account", "a00")).code).toBe(0);
  expect(await run("account", "erase", "a00", "--yes")).toEqual({
    code: 0,
    stderr: "",
    stdout: "Erased with 2 events, 3 sightings, 0 identifiers.\n",
  });
  expect(await run("account", "a00")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("No event of an account a00"),
  });
  expect(await run("account", "erase", "a00", "--yes")).toMatchObject({ code: 1 });
  const entry = (await actionsOnRecord()).at(-1);
  expect(entry).toMatchObject({ action: "account.erased", actor: "ada" });
  expect(JSON.stringify(entry)).not.toContain("a00");
}, 120_000);
