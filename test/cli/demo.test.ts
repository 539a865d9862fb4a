import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { runProgram, startProgram } from "../support/run-program.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringfence-demo-test-"));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Whether something answers there. */
async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/livez`).then(
    () => true,
    () => false,
  );
}

describe("ringfence demo", () => {
  test("--once shows rings and how right they are, ends with 0, and leaves nothing behind", {
    timeout: 180_000,
  }, async () => {
    // A database that the environment names is none of the demo's business: this one does not even exist.
    const env = { TMPDIR: folder, DATABASE_URL: "postgres://nobody@127.0.0.1:9/nothing" };
    const { code, stdout, stderr } = await runProgram(["demo", "--once", "--people", "2000"], { env });
    expect(stderr).toBe("");
    expect(stdout).toMatch(/events taken in over HTTP/);
    expect(stdout).toMatch(/accounts +requests +risk +because/);
    expect(stdout).toMatch(/Rings found: [1-9]\d* of \d+/);
    expect(stdout).toMatch(/Honest groups flagged: \d+ of \d+ offices/);
    expect(stdout).not.toContain("\u001b");
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(130);
    expect(code).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("stays up with a key that works until Ctrl-C, then leaves nothing behind", { timeout: 180_000 }, async () => {
    const demo = startProgram(["demo", "--people", "1000"], { TMPDIR: folder });
    await demo.sees("ringfence -- evaluate");
    const [, url = ""] = /up on (http:\S+),/.exec(demo.stdout()) ?? [];
    const [, key = ""] = /KEY=(\S+)/.exec(demo.stdout()) ?? [];
    const rings = await fetch(`${url}/v1/rings`, { headers: { authorization: `Bearer ${key}` } });
    expect(rings.status).toBe(200);
    demo.process.kill("SIGINT");
    await once(demo.process, "close");
    expect(await answers(url)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("Ctrl-C in the middle ends it with 130, and leaves nothing behind", { timeout: 180_000 }, async () => {
    const demo = startProgram(["demo", "--people", "20000"], { TMPDIR: folder });
    await demo.sees("is made up");
    demo.process.kill("SIGINT");
    const [code] = await once(demo.process, "close");
    expect([code, demo.stderr()]).toEqual([130, ""]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("the service ends with it, even by kill -9", { timeout: 180_000 }, async () => {
    const demo = startProgram(["demo", "--people", "1000"], { TMPDIR: folder });
    await demo.sees("is made up");
    const [, url = ""] = /up on (http:\S+),/.exec(demo.stdout()) ?? [];
    expect(await answers(url)).toBe(true);
    demo.process.kill("SIGKILL");
    await expect.poll(() => answers(url), { timeout: 60_000 }).toBe(false);
  });

  test("says why the service does not come up", { timeout: 60_000 }, async () => {
    const occupant = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void occupant.close());
    await once(occupant, "listening");
    const { port } = occupant.address() as AddressInfo;
    const { code, stderr } = await runProgram(["demo", "--once", "--port", String(port)], { env: { TMPDIR: folder } });
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is in use`);
    expect(readdirSync(folder)).toEqual([]);
  });
});
