import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { json } from "../support/start-api.ts";
import { runProgram, type StartedProgram, startProgram } from "../support/run-program.ts";

const folder = mkdtempSync(join(tmpdir(), "ringfence-serve-"));
chmodSync(folder, 0o755); // as root Postgres runs as another user
const env = { RINGFENCE_DATA_DIR: join(folder, "data"), PORT: "0", LOG_LEVEL: "warn" };
let service: StartedProgram;
let url = "";
let key = "";

beforeAll(async () => {
  service = startProgram(["serve"], env);
  await service.sees("Admin key");
  url = /listens on (\S+)/.exec(service.stdout())?.[1] ?? "";
  key = /once: (rf_\S+)/.exec(service.stdout())?.[1] ?? "";
});
afterAll(() => {
  service.process.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

test("says where it listens, where the data is, and the key this once", async () => {
  expect(service.stdout()).toContain(`Data: ${env.RINGFENCE_DATA_DIR}`);
  const authorization = { authorization: `Bearer ${key}` };
  expect((await fetch(`${url}/v1/rings`, { headers: authorization })).status).toBe(200);
  const event = { id: "e1", type: "signup", account_id: "a", occurred_at: "2026-04-22T09:00:00Z" };
  const post = json(event);
  const answer = await fetch(`${url}/v1/events`, { ...post, headers: { ...post.headers, ...authorization } });
  expect(await answer.json()).toMatchObject({ accepted: 1 });
});

test("other commands work beside it on the same data", async () => {
  const { code, stdout } = await runProgram(["account", "a"], { env });
  expect(code).toBe(0);
  expect(stdout).toContain("a: in no ring");
});

test("a second one on the same folder is refused by a sentence", async () => {
  const { code, stdout, stderr } = await runProgram(["serve"], { env });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(`Another Ringfence (process ${service.process.pid}) uses the folder`);
});

test("a port in use is a sentence, and its own Postgres does not stay behind", async () => {
  const other = { ...env, RINGFENCE_DATA_DIR: join(folder, "other"), PORT: new URL(url).port };
  const { code, stderr } = await runProgram(["serve"], { env: other });
  expect(code).toBe(1);
  expect(stderr).toContain(`Port ${other.PORT} on 127.0.0.1 is in use`);
  // A server that were still there would be attached to, and the folder could not be opened as its owner.
  const again = await runProgram(["serve"], { env: other });
  expect(again.stderr).toContain("is in use: stop what listens there");
});

test("a data folder that cannot be made is a sentence", async () => {
  const file = join(folder, "a-file");
  writeFileSync(file, "");
  const { code, stderr } = await runProgram(["serve"], { env: { ...env, RINGFENCE_DATA_DIR: join(file, "data") } });
  expect(code).toBe(1);
  expect(stderr).not.toMatch(/bug|\n {4}at /);
});

test("SIGTERM ends it well, and the data is there the next time, without a new key", async () => {
  service.process.kill("SIGTERM");
  const [code] = await once(service.process, "close");
  expect(code).toBe(0);
  expect(service.stderr()).toBe("Stopping; once more stops at once.\n");
  service = startProgram(["serve"], env);
  await service.sees("Data:");
  const again = /listens on (\S+)/.exec(service.stdout())?.[1] ?? "";
  const answer = await fetch(`${again}/v1/accounts/a`, { headers: { authorization: `Bearer ${key}` } });
  expect(answer.status).toBe(200);
  expect(service.stdout()).not.toContain("Admin key");
  service.process.kill("SIGINT");
  expect(await once(service.process, "close")).toEqual([0, null]);
});
