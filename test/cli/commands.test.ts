import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AccountBody } from "../../src/contract/account.ts";
import { RingBody } from "../../src/contract/ring.ts";
import { RingChangeBody } from "../../src/contract/ring-change.ts";
import { RunBody } from "../../src/contract/run.ts";
import { decideRing } from "../../src/rings/decide-ring.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { detectGroups } from "../support/detect-groups.ts";
import { packRaw } from "../support/pack-zstd.ts";
import { program, runProgram } from "../support/run-program.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "ringfence-cli-"));
const env = { DATABASE_URL: database.url, RINGFENCE_SECRET: "s".repeat(32) };
const clock = stoppedAt("2026-06-06T00:00:00Z");
const lines = someEvents(30).map((event) => `${JSON.stringify(event)}\n`);

function aFile(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

afterAll(() => rmSync(folder, { recursive: true }));

describe("ringfence", () => {
  test("--help names every command, and each has its own help", async () => {
    const { code, stdout } = await runProgram(["--help"]);
    expect(code).toBe(0);
    const commands = [
      "serve",
      "migrate",
      "maintain",
      "ingest",
      "fingerprint",
      "run",
      "rings",
      "ring",
      "account",
      "policy",
      "keys",
    ];
    for (const command of commands) {
      expect(stdout).toMatch(new RegExp(`^  ${command} `, "m"));
    }
    const ingest = await runProgram(["ingest", "--help"]);
    expect(ingest).toMatchObject({ code: 0, stderr: "" });
    expect(ingest.stdout).toContain("Exit code: 0 when every event is stored, 2 when some were rejected");
  });

  test("--version prints the version", async () => {
    expect(await runProgram(["--version"])).toEqual({ code: 0, stdout: "0.1.0\n", stderr: "" });
  });

  test.each([
    [["dance"], "unknown command 'dance'"],
    [["rings", "--colour"], "unknown option '--colour'"],
    [["ring"], "missing required argument 'id'"],
    [["run", "--as-of", "yesterday"], "a date and time with an offset"],
    [["run", "--window-days", "0"], "a whole number from 1"],
    [["keys", "create", "x", "--scope", "everything"], "Allowed choices"],
    [["rings", "--all", "--flagged"], "cannot be used with"],
  ])("%j is bad usage: exit code 1 and what is wrong", async (args, text) => {
    const { code, stdout, stderr } = await runProgram(args, { env });
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain(text);
  });

  test.each([
    [{ DATABASE_URL: "nonsense", PORT: "x" }, ["DATABASE_URL", "RINGFENCE_SECRET", "PORT"]],
    [{ ...env, DATABASE_URL: "postgres://nobody:secretword@127.0.0.1:1/x" }, ["Nothing answers at 127.0.0.1:1"]],
  ])("with the environment %j it says what to do, without a stack or a password", async (faulty, texts) => {
    const { code, stdout, stderr } = await runProgram(["rings"], { env: faulty });
    expect(code).toBe(1);
    expect(stdout).toBe("");
    for (const text of texts) expect(stderr).toContain(text);
    expect(stderr).not.toMatch(/secretword|\n {4}at /);
  });
});

describe("ringfence ingest", () => {
  test("takes plain files, gzip by content and the standard input, and knows what is there already", async () => {
    const plain = aFile("plain.ndjson", lines.slice(0, 20).join(""));
    const packed = aFile("packed-without-its-ending", gzipSync(lines.slice(10, 40).join("")));
    const files = await runProgram(["ingest", plain, packed], { env });
    expect(files).toEqual({ code: 0, stdout: "40 events stored, 10 duplicates, 0 rejected\n", stderr: "" });
    const input = await runProgram(["ingest", "-", "--json"], { env, input: gzipSync(lines.join("")) });
    expect(input.code).toBe(0);
    expect(JSON.parse(input.stdout)).toEqual({ accepted: 20, duplicates: 40, rejected: 0, errors: [] });
  });

  test("takes zstd by content, and says where it is cut off", async () => {
    const packed = packRaw(Buffer.from(lines.join("")));
    const whole = await runProgram(["ingest", aFile("packed-differently", packed)], { env });
    expect(whole).toEqual({ code: 0, stdout: "0 events stored, 60 duplicates, 0 rejected\n", stderr: "" });
    const cut = await runProgram(["ingest", aFile("cut.zst", packed.subarray(0, 12))], { env });
    expect(cut.code).toBe(2);
    expect(cut.stderr).toContain("broke off in this line");
  });

  test("an empty file is no failure", async () => {
    const empty = aFile("empty", "");
    expect(await runProgram(["ingest", empty], { env })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^0 events stored/),
    });
  });

  test("names what it refuses by file and line, stores the rest, and ends with 2", async () => {
    const file = aFile("mixed.ndjson", `${lines[0]}{"id":"x"}\nnot json\n${lines[1]}`);
    const { code, stdout, stderr } = await runProgram(["ingest", file], { env });
    expect(code).toBe(2);
    expect(stdout).toBe("0 events stored, 2 duplicates, 2 rejected\n");
    expect(stderr).toContain(`${file}:2: /`);
    expect(stderr).toContain(`${file}:3: the line is not JSON`);
  });

  test("says that a gzip file is cut off, and where", async () => {
    const whole = gzipSync(lines.join(""), { level: 0 });
    const file = aFile("cut.gz", whole.subarray(0, whole.length - 100));
    const { code, stdout, stderr } = await runProgram(["ingest", file], { env });
    expect(code).toBe(2);
    expect(stdout).toMatch(/^0 events stored, \d\d duplicates, 1 rejected/);
    expect(stderr).toContain("broke off");
  });

  test("a second file that is not there is found before the first is read", async () => {
    const first = aFile(
      "first.ndjson",
      '{"id":"new","type":"usage","account_id":"new","occurred_at":"2026-04-23T00:00:00Z"}\n',
    );
    const { code, stderr } = await runProgram(["ingest", first, join(folder, "missing")], { env });
    expect({ code, stderr }).toEqual({ code: 1, stderr: `There is no file ${join(folder, "missing")}.\n` });
    const { code: folderCode, stderr: folderWords } = await runProgram(["ingest", folder], { env });
    expect({ folderCode, folderWords }).toEqual({
      folderCode: 1,
      folderWords: `${folder} is a folder; name its files.\n`,
    });
    expect((await runProgram(["account", "new"], { env })).code).toBe(1);
  });
});

describe("before the first run", () => {
  test("rings and evaluate say which command looks for rings", async () => {
    expect((await runProgram(["rings"], { env })).stdout).toBe(
      "Nothing has looked for rings yet. `ringfence run` does.\n",
    );
    const labels = aFile("labels.csv", "account_id,label\na00,1\n");
    expect(await runProgram(["evaluate", labels], { env })).toEqual({
      code: 1,
      stdout: "",
      stderr: "Nothing has looked for rings yet, so there is nothing to compare; run: ringfence run\n",
    });
  });
});

describe("ringfence run", () => {
  test("publishes and prints what it counted", async () => {
    const { code, stdout, stderr } = await runProgram(["run"], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(
      /^run_1: 90 days up to 2026-04-23 10:29 UTC, done in [\d.]+ s\n {2}30 accounts, 90 sightings, /,
    );
  });

  test("takes a moment and a window, and prints JSON", async () => {
    const args = ["run", "--as-of", "2026-04-22T10:00:00Z", "--window-days", "2", "--json"];
    const { code, stdout } = await runProgram(args, { env });
    expect(code).toBe(0);
    const { run, rings } = JSON.parse(stdout);
    expect(RunBody.parse(run)).toMatchObject({
      window_days: 2,
      as_of: "2026-04-22T10:00:00.000Z",
      status: "published",
    });
    expect(rings).toEqual([]);
  });
});

describe("with rings", () => {
  let ringId = "";

  beforeAll(async () => {
    const members = Array.from({ length: 25 }, (_, index) => index);
    const logger = pino({ level: "silent" });
    const detect = detectGroups([{ members }, { members: [26, 27, 28], risk: 0.4 }]);
    await (await startRun({ database: database.database, clock, logger, detect })).finished;
    const { stdout } = await runProgram(["rings", "--json"], { env });
    ringId = JSON.parse(stdout).data[0].id;
    const decision = { ringId, outcome: "confirmed", reason: "\u001b[31mOne card.", decidedBy: "ada" } as const;
    await decideRing({ database: database.database, clock }, decision);
  });

  test("rings lists the flagged ones, --all the others too, within 100 columns", async () => {
    const flagged = await runProgram(["rings"], { env });
    expect(flagged.code).toBe(0);
    expect(flagged.stdout.split("\n")).toHaveLength(4);
    expect(flagged.stdout).toMatch(new RegExp(`${ringId}  95.0 %       25       325  confirmed  2026-04-23`));
    const all = await runProgram(["rings", "--all"], { env });
    expect(all.stdout).toContain("open, not flagged");
    for (const line of all.stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  test("ring shows the sentence, reasons, identifiers, twenty members and decisions", async () => {
    const { code, stdout } = await runProgram(["ring", ringId], { env });
    expect(code).toBe(0);
    expect(stdout).toContain(`${ringId}: 25 accounts tied together by network and payment.`);
    expect(stdout).toContain("Active from 2026-04-22 to 2026-04-23, 325 requests.");
    expect(stdout).toContain("Risk 95.0 %, flagged since 2026-04-23, confirmed.");
    expect(stdout).toContain("+1.5  signup-burst  25 accounts signed up at once");
    expect(stdout).toContain("Members (20 of 25; --json has all)");
    expect(stdout).toMatch(/2026-04-23 10:29 {2}flagged +Risk 95.0 %/);
    expect(stdout).toMatch(/a00: in since 2026-04-23, strongest link 12.5 bits, 1 request\n {2}\+ /);
    expect(stdout).toContain("a19");
    expect(stdout).not.toContain("a20");
    expect(stdout).not.toContain("\u001b"); // what an analyst wrote must not recolour a terminal
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  test("ring --json has everything", async () => {
    const { stdout } = await runProgram(["ring", ringId, "--json"], { env });
    const { evidence, members, decisions, history, ...ring } = JSON.parse(stdout);
    const kinds = history.map((change: unknown) => RingChangeBody.parse(change).kind);
    expect([kinds[0], kinds.at(-1)]).toEqual(["decided", "appeared"]);
    expect(RingBody.parse(ring)).toMatchObject({ id: ringId, member_count: 25 });
    expect({ evidence: evidence.length, members: members.length, decisions: decisions.length }).toEqual({
      evidence: 2,
      members: 25,
      decisions: 1,
    });
  });

  test("account shows where it stands and whom it is linked with", async () => {
    const { code, stdout } = await runProgram(["account", "a00"], { env });
    expect(code).toBe(0);
    expect(stdout).toContain(`a00: in ${ringId}, risk 95.0 %`);
    expect(stdout).toMatch(/a01 +12\.5 +8\.0 +4\.0 +- +- +- +0\.5 +/);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    expect(
      AccountBody.parse(JSON.parse((await runProgram(["account", "a00", "--json"], { env })).stdout)).ring_id,
    ).toBe(ringId);
  });

  test.each([
    [["ring", "ring_0"], "No ring has the id ring_0"],
    [["account", "nobody"], "No event of an account nobody was taken in"],
  ])("%j is not there: one sentence, exit code 1", async (args, sentence) => {
    expect(await runProgram(args, { env })).toEqual({ code: 1, stdout: "", stderr: `${sentence}\n` });
  });

  test.skipIf(process.platform === "win32")("a reader that leaves early, as head does, is no crash", () => {
    const command = `"${process.execPath}" "${program}" ring ${ringId} --json | head -c 1; echo "$\{PIPESTATUS[0]}"`;
    const output = execFileSync("bash", ["-c", `(${command}) 2>&1`], {
      env: { ...process.env, ...env },
      encoding: "utf8",
    });
    expect(output).toBe("{0\n");
  });
});

describe("ringfence policy", () => {
  test("a policy is shown, changed, tried out, added, promoted and rolled back", async () => {
    const document = JSON.parse((await runProgram(["policy", "show", "--default"])).stdout);
    const file = aFile("mine.json", JSON.stringify({ ...document, version: "mine", flagThreshold: 0.97 }));
    const shadow = await runProgram(["run", "--policy", file, "--shadow"], { env });
    expect(shadow).toMatchObject({ code: 0, stderr: "" });
    // The 25 accounts were put into a ring by the test; what looks for itself finds none among them.
    expect(shadow.stdout).toMatch(/policy mine, manifest [0-9a-f]{64}\n/);
    expect(shadow.stdout).toContain(
      "nothing published: 0 accounts would be newly flagged, 25 released\n\nReleased (20 of 25;",
    );
    const { run, differences } = JSON.parse(
      (await runProgram(["run", "--policy", file, "--shadow", "--json"], { env })).stdout,
    );
    expect(RunBody.parse(run).counts.released_accounts).toBe(25);
    expect(differences).toHaveLength(25);
    expect((await runProgram(["policy", "add", file], { env })).stdout).toMatch(/^Added mine \([0-9a-f]{64}\)\.\n$/);
    expect((await runProgram(["policy", "promote", "mine"], { env })).stdout).toMatch(/^Active now: mine /);
    expect((await runProgram(["policy", "list"], { env })).stdout).toMatch(/mine +active/);
    expect(JSON.parse((await runProgram(["policy", "show"], { env })).stdout).flagThreshold).toBe(0.97);
    expect((await runProgram(["policy", "rollback"], { env })).stdout).toMatch(/^Active again: 1 /);
    const log = (await runProgram(["policy", "log"], { env })).stdout.split("\n").slice(2, 5);
    expect(log.map((line) => line.split(/ {2,}/).slice(2))).toEqual([
      ["rolled-back", "1", "mine"],
      ["promoted", "mine", "1"],
      ["added", "mine", "-"],
    ]);
  });

  test.each([
    [["run", "--policy", "x"], "--policy and --shadow go together"],
    [["run", "--shadow"], "--policy and --shadow go together"],
    [["run", "--shadow", "--policy", "nowhere"], "No policy has the version nowhere"],
    [["policy", "add", "nowhere.json"], "There is no file nowhere.json"],
    [["policy", "promote", "nowhere"], "No policy has the version nowhere"],
  ])("%j: one sentence, exit code 1", async (args, sentence) => {
    const { code, stdout, stderr } = await runProgram(args, { env });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain("bug");
  });

  test("a file with faults is refused in one go", async () => {
    const file = aFile("faulty.json", '{"version": "x", "colour": "red"}');
    const { code, stderr } = await runProgram(["run", "--policy", file, "--shadow"], { env });
    expect(code).toBe(1);
    for (const fault of ["/windowDays: ", "/signals: ", '/colour: unknown field "colour"'])
      expect(stderr).toContain(fault);
  });
});

describe("ringfence keys", () => {
  test("create prints a key once, list shows it without, revoke ends it", async () => {
    const created = await runProgram(
      ["keys", "create", "collector", "--scope", "events:write", "rings:read", "--json"],
      { env },
    );
    expect(created.code).toBe(0);
    const { id, key } = JSON.parse(created.stdout);
    expect(key).toMatch(/^rf_/);
    const list = await runProgram(["keys", "list"], { env });
    expect(list.stdout).toMatch(new RegExp(`${id}  collector  events:write rings:read  .* -`));
    expect(list.stdout).not.toContain(key);
    expect(await runProgram(["keys", "revoke", id], { env })).toEqual({
      code: 0,
      stdout: `Revoked ${id}.\n`,
      stderr: "",
    });
    expect(await runProgram(["keys", "revoke", "key_x"], { env })).toMatchObject({
      code: 1,
      stderr: "No key has the id key_x\n",
    });
  });
});

describe("ringfence keys rotate", () => {
  test("prints the key that takes over, and says when the old one ends", async () => {
    const created = await runProgram(["keys", "create", "dashboard", "--expires-in-days", "30", "--json"], { env });
    const { id, expires_at } = JSON.parse(created.stdout);
    expect(Date.parse(expires_at) - Date.now()).toBeGreaterThan(29.9 * 86_400_000);
    const rotated = await runProgram(["keys", "rotate", id, "--overlap-hours", "0"], { env });
    expect(rotated).toMatchObject({ code: 0, stdout: expect.stringMatching(/^rf_[0-9a-f]{48}\n$/) });
    const list = await runProgram(["keys", "list", "--json"], { env });
    const keys = JSON.parse(list.stdout).data as { id: string; replaces: string | null; expires_at: string }[];
    expect(Date.parse(keys.find((key) => key.id === id)?.expires_at ?? "")).toBeLessThanOrEqual(Date.now());
    expect(keys.find(({ replaces }) => replaces === id)).toMatchObject({ name: "dashboard", scopes: ["rings:read"] });
    expect(await runProgram(["keys", "rotate", id], { env })).toMatchObject({
      code: 1,
      stderr: "Another key has taken over from it: rotate that one\n",
    });
  });
});

describe("ringfence maintain", () => {
  test("makes the partitions of the days to come, forgets what is old, and says so", async () => {
    // What was announced was so by a clock that stands still, a while ago.
    const announced = { RINGFENCE_KEEP_ALERTS_DAYS: "36500" };
    const short = { ...env, ...announced, RINGFENCE_KEEP_RAW_EVENTS_DAYS: "1", RINGFENCE_KEEP_EVENT_IDS_DAYS: "2" };
    const first = await runProgram(["maintain"], { env: short });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    // Today's was made when the events came in.
    expect(first.stdout).toMatch(/^7 partitions of raw events made ahead, 0 dropped\nRows forgotten: none\n$/);
    const again = await runProgram(["maintain", "--json"], { env: short });
    const forgotten = { event_ids: 0, account_days: 0, sightings: 0, identifiers: 0, accounts: 0, runs: 0, rings: 0 };
    expect(JSON.parse(again.stdout)).toEqual({
      partitions_made: [],
      partitions_dropped: [],
      forgotten: { ...forgotten, ring_changes: 0, webhook_deliveries: 0, webhook_messages: 0 },
      waits_for_run: false,
    });
  });

  test("refuses ids that would be forgotten before their events", async () => {
    const { code, stderr } = await runProgram(["maintain"], { env: { ...env, RINGFENCE_KEEP_EVENT_IDS_DAYS: "29" } });
    expect(code).toBe(1);
    expect(stderr).toContain("must not be less than RINGFENCE_KEEP_RAW_EVENTS_DAYS");
  });
});

describe("ringfence migrate", () => {
  test("says that there is nothing to do", async () => {
    const { code, stdout } = await runProgram(["migrate"], { env });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "Nothing to do: the database is current.\n" });
  });
});
