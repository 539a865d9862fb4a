import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { emptyEnvironment } from "../../support/run-program.ts";
import { parseSeeds } from "./parse-seeds.ts";

const script = join(import.meta.dirname, "find-accuracy.ts");
const page = join(import.meta.dirname, "../../../docs/accuracy.md");

const writtenAt = () => statSync(page, { throwIfNoEntry: false })?.mtimeMs;

/** What `npm run bench:accuracy` starts, on worlds that take seconds, without data from elsewhere. */
function startBench(...args: string[]) {
  const small = ["--quick", "--people", "900", "--seeds", "2", "--data", "/nowhere", "--no-write"];
  return promisify(execFile)(process.execPath, ["--import", "tsx", script, ...small, ...args], {
    env: emptyEnvironment,
  });
}

/** All figures but those that depend on the machine. */
const withoutTimes = (json: string) =>
  JSON.parse(json, (key, value) => (key === "seconds" || key === "peakBytes" ? undefined : value));

describe("the accuracy benchmark", () => {
  test("gives the same figures again, however many worlds are under way at once", { timeout: 120_000 }, async () => {
    const before = writtenAt();
    const first = await startBench("--json");
    const second = await startBench("--json", "--jobs", "2");
    expect(withoutTimes(second.stdout)).toEqual(withoutTimes(first.stdout));
    const { worlds, replays } = JSON.parse(first.stdout);
    expect(worlds.map(({ scenario }: { scenario: string }) => scenario).slice(0, 2)).toEqual(["default", "demo"]);
    expect(worlds[0].accounts).toBeGreaterThan(900);
    expect(replays[0].rings.length).toBeGreaterThan(0);
    expect(writtenAt()).toBe(before);
  });

  test("measures the parts that are wanted and no others", { timeout: 60_000 }, async () => {
    const { stdout, stderr } = await startBench("--parts", "demo");
    expect(stderr).toBe("1 of 1: a demo world, seed 2\n");
    expect(stdout).toMatch(/^Accounts, demo worlds$/m);
    expect(stdout).not.toMatch(/default worlds|Time to detection/);
  });

  test("names the parts where one is not known", { timeout: 60_000 }, async () => {
    await expect(startBench("--parts", "all")).rejects.toMatchObject({
      stderr: expect.stringContaining("It must be some of default,demo,careful,decided,replay,signups,prompts."),
    });
  });

  test("says what it does and what it leaves out, and prints its tables", { timeout: 60_000 }, async () => {
    const { stdout, stderr } = await startBench();
    expect(stderr).toContain("There is no /nowhere/prompts: that part is left out\n1 of ");
    expect(stdout).toMatch(/^Accounts, default worlds\n\nseed +flagged +fake/m);
    expect(stdout).toMatch(/^EvilCohort: shared addresses, Louvain, 10 or more +[\d.]+ +[\d.]+/m);
    expect(stdout).toMatch(/^What decisions are worth$/m);
    expect(stdout).toMatch(/^Time to detection$/m);
    expect(stdout).not.toContain("Sign-ups of a shop");
    expect(stdout).not.toContain("NaN");
  });
});

test("Ctrl-C ends the benchmark with 130, and the processes that it started", { timeout: 60_000 }, async () => {
  const big = ["--people", "60000", "--seeds", "2", "--parts", "default", "--no-write"];
  const bench = spawn(process.execPath, ["--import", "tsx", script, ...big], { env: emptyEnvironment });
  const ended = once(bench, "close");
  await once(bench.stderr, "data");
  await wait(2000); // until its process is busy
  bench.kill("SIGINT");
  // Closes once nobody is left who could write to its output.
  expect((await ended)[0]).toBe(130);
});

describe("parseSeeds", () => {
  test("reads numbers and ranges", () => expect(parseSeeds("1-3,7")).toEqual([1, 2, 3, 7]));
  test.each(["", "3-1", "a", "1,", "-1"])("refuses %j", (text) =>
    expect(() => parseSeeds(text)).toThrow("such as 1-3,7"),
  );
});
