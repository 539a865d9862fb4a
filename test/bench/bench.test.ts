import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { emptyEnvironment } from "../support/run-program.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringfence-bench-test-"));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What `npm run bench` starts when the program is built. */
function startBench(...args: string[]): ChildProcess {
  const script = join(import.meta.dirname, "ingest-and-run.ts");
  // A database that the environment names is none of the benchmark's business: this one does not even exist.
  const env = { ...emptyEnvironment, TMPDIR: folder, DATABASE_URL: "postgres://nobody@127.0.0.1:9/nothing" };
  return spawn(process.execPath, ["--import", "tsx", script, ...args], { env });
}

async function end(bench: ChildProcess) {
  const closed = once(bench, "close");
  const [stdout, stderr, [code]] = await Promise.all([
    text(bench.stdout as never),
    text(bench.stderr as never),
    closed,
  ]);
  return { code, stdout, stderr };
}

/** The cache of what runs TypeScript aside. */
const leftBehind = () => readdirSync(folder).filter((name) => !name.startsWith("tsx-"));

const page = join(import.meta.dirname, "../../docs/performance.md");

describe("the benchmark", () => {
  test("counts what it sent, prints its figures, writes nothing with --no-write, and leaves nothing behind", {
    timeout: 180_000,
  }, async () => {
    const before = readFileSync(page, "utf8");
    const { code, stdout, stderr } = await end(startBench("--events", "20000", "--no-write"));
    expect(stderr).toMatch(/^Making up a world of 20,000 events\n(?:[A-Z].*\n)+$/);
    expect(stdout).toMatch(/^ingest over HTTP +20,000 events +[\d.]+ +[\d,]+\/s +\d+ MB +\d+ MB +40,000\/s$/m);
    expect(stdout).toMatch(/^sent again, all duplicates +20,000 events +[\d.]+ +[\d,]+\/s$/m);
    expect(stdout).toMatch(/^COPY into a bare table +20,000 rows +[\d.]+ +[\d,]+\/s +ingest is [\d.]+ % of it$/m);
    expect(stdout).toMatch(/^run +1,\d{3} accounts +[\d.]+ +[\d,]+\/s +\d+ MB +\d+ MB +30 s and 1,500 MB$/m);
    expect(stdout).toMatch(
      /stages.*load [\d.]+, link [\d.]+, group [\d.]+, assess [\d.]+, match [\d.]+, publish [\d.]+/,
    );
    expect(stdout).toContain("Durable: fsync on, synchronous_commit on, full_page_writes on.");
    expect(stdout).toMatch(/^Load average before the start: \d+\.\d; /m);
    expect(code).toBe(0);
    expect(readFileSync(page, "utf8")).toBe(before);
    expect(leftBehind()).toEqual([]);
  });

  test("--json prints every figure as a number", { timeout: 180_000 }, async () => {
    const { code, stdout } = await end(startBench("--events", "2000", "--no-write", "--json"));
    const { ingest, resend, run, copy } = JSON.parse(stdout);
    expect([ingest.events, resend.events, copy.rows, run.body.status]).toEqual([2000, 2000, 2000, "published"]);
    for (const seconds of [ingest.seconds, resend.seconds, run.seconds, copy.seconds])
      expect(seconds).toBeGreaterThan(0);
    expect(copy.allSeconds).toHaveLength(3);
    expect(code).toBe(0);
  });

  test("Ctrl-C in the middle ends it with 130, and leaves nothing behind", { timeout: 180_000 }, async () => {
    const bench = startBench("--events", "200000", "--no-write");
    const ended = end(bench);
    bench.stderr?.on("data", (words: Buffer) => {
      if (words.includes("Sending them")) bench.kill("SIGINT");
    });
    const { code, stdout } = await ended;
    expect([code, stdout]).toEqual([130, ""]);
    expect(leftBehind()).toEqual([]);
  });
});
