import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { emptyEnvironment } from "../../support/run-program.ts";
import type { LetterFigures } from "./letter-figures.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringfence-letter-test-"));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What `npm run bench:letter` starts when the program is built. */
async function benchLetter(...args: string[]) {
  const script = join(import.meta.dirname, "find-letter.ts");
  const env = { ...emptyEnvironment, TMPDIR: folder };
  const bench = spawn(process.execPath, ["--import", "tsx", script, ...args, "--no-write"], { env });
  const closed = once(bench, "close");
  const [stdout, stderr, [code]] = await Promise.all([text(bench.stdout), text(bench.stderr), closed]);
  return { code, stdout, stderr };
}

/** The cache of what runs TypeScript aside. */
const leftBehind = () => readdirSync(folder).filter((name) => !name.startsWith("tsx-"));

const page = join(import.meta.dirname, "../../../docs/performance.md");

describe("the benchmark of the letter", () => {
  test("finds the operation from the events alone: who, how much, when, what for, and who went on with it", {
    timeout: 300_000,
  }, async () => {
    const before = readFileSync(page, "utf8");
    const { code, stdout, stderr } = await benchLetter("--scale", "0.004", "--json");
    expect([code, stderr.split("\n").at(-2)]).toEqual([0, "Asking what the operation was"]);
    const [{ claims, hits, truth, ingest, runs, together = 0, peak }] = JSON.parse(stdout) as [LetterFigures];
    expect(claims.map(({ name, off }) => [name, off <= 0.01])).toEqual(
      ["accounts", "exchanges", "first event", "last event", "aimed at"].map((name) => [name, true]),
    );
    expect(hits).toMatchObject({ rings: 2, flaggedRings: 2, honestAccounts: 0, honestGroups: [] });
    expect(hits.lineage.join()).toMatch(/takes over/);
    expect(ingest.map(({ events }) => events).reduce((sum, events) => sum + events)).toBe(truth.events);
    expect(runs.map(({ body }) => body.status)).toEqual(["published", "published"]);
    expect(together).toBeGreaterThan(peak.postgres ?? 0);
    expect(readFileSync(page, "utf8")).toBe(before);
    expect(leftBehind()).toEqual([]);
  });

  test("refuses a scale that is none", async () => {
    const { code, stderr } = await benchLetter("--scale", "0.004,2");
    expect(code).toBe(1);
    expect(stderr).toContain("--scale");
  });
});
