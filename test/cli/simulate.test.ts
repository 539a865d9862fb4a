import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runProgram } from "../support/run-program.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringfence-simulate-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("ringfence simulate", () => {
  test("writes the same events packed, plain and to the output, and labels beside them", async () => {
    const [packed, plain, labels] = ["e.ndjson.gz", "e.ndjson", "labels.csv"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const small = ["simulate", "--people", "300", "--days", "14", "--seed", "5", "--start", "2026-03-01"];
    const { code, stdout, stderr } = await runProgram([...small, "--out", packed, "--labels", labels]);
    expect([code, stdout]).toEqual([0, ""]);
    await runProgram([...small, "--out", plain]);
    const piped = await runProgram([...small, "--out", "-"]);
    const events = readFileSync(plain, "utf8");
    expect(gunzipSync(readFileSync(packed)).toString()).toBe(events);
    expect(piped.stdout).toBe(events);
    expect(events).toMatch(/^\{"id":"evt_5_000000001","occurred_at":"2026-03-01T/);
    const count = events.trimEnd().split("\n").length;
    expect(stderr).toContain(`${count.toLocaleString("en-US")} events of`);
    expect(readFileSync(labels, "utf8")).toMatch(/^account_id,label,group,group_kind\nacct_[0-9a-f]{16},[01],/);
  });

  test.each([
    ["people", "199"],
    ["people", "many"],
    ["days", "1"],
    ["prompt-text", "1.5"],
    ["start", "yesterday"],
    ["scenario", "dream"],
    ["set", "accountsPerCrad=2"],
    ["set", "accountsPerCard"],
    ["set", "coverShare=1.5"],
    ["set", "rings.disguised=0.5"],
    ["set", "rings.unheard_of=1"],
  ])("refuses --%s %s", async (option, value) => {
    const { code, stderr } = await runProgram(["simulate", "--out", "-", `--${option}`, value]);
    expect(code).toBe(1);
    expect(stderr).toContain(`--${option}`);
  });

  test("--scenario letter writes a part of the letter's world, and its truth beside it", async () => {
    const [out, truth] = [join(folder, "e.ndjson"), join(folder, "truth.json")];
    const args = ["simulate", "--scenario", "letter", "--scale", "0.001", "--out", out, "--truth", truth];
    const { code, stdout, stderr } = await runProgram(args);
    expect([code, stdout]).toEqual([0, ""]);
    const totals = JSON.parse(readFileSync(truth, "utf8"));
    expect(totals.fakes.accounts).toBe(25);
    expect(totals.events).toBe(readFileSync(out, "utf8").trimEnd().split("\n").length);
    expect(stderr).toContain(`${totals.events.toLocaleString("en-US")} events of`);
  });

  test.each([
    [["--scenario", "letter", "--people", "300"], "--people"],
    [["--scenario", "letter", "--days", "20"], "--days"],
    [["--scenario", "letter", "--set", "hoursPerDay=8"], "--set"],
    [["--scale", "0.5"], "--scale"],
    [["--scenario", "careful", "--scale", "0.5"], "--scale"],
    [["--scenario", "letter", "--scale", "2"], "--scale"],
  ])("refuses %j, which would say nothing", async (args, option) => {
    const { code, stderr } = await runProgram(["simulate", "--out", "-", ...args]);
    expect(code).toBe(1);
    expect(stderr).toContain(option);
  });

  test("--set turns knobs, one after the other, and leaves the scenario's rings as they are", async () => {
    const labels = join(folder, "labels.csv");
    const small = [
      "simulate",
      "--people",
      "300",
      "--days",
      "14",
      "--out",
      join(folder, "e.ndjson"),
      "--labels",
      labels,
    ];
    const { code } = await runProgram([...small, "--set", "rings.disguised=2", "--set", "hoursPerDay=8"]);
    expect(code).toBe(0);
    const kinds = new Set(readFileSync(labels, "utf8").match(/ring-[a-z-]+-\d/g));
    expect(kinds).toEqual(new Set(["ring-naive-1", "ring-disguised-1", "ring-disguised-2"]));
  });
});
