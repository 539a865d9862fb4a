import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startRun } from "../../src/runs/start-run.ts";
import { readWorld } from "../simulate/read-world.ts";
import { takeIn } from "../support/take-in.ts";
import { useTestService } from "../support/test-service.ts";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
// The time as it is: a receiver takes no message that is older than five minutes.
const clock = { now: () => new Date() };
const service = useTestService(clock, { RINGFENCE_WEBHOOK_ALLOW_PRIVATE: "127.0.0.1" });

interface Block {
  readonly language: string;
  readonly text: string;
  /** What the page says comes of it. */
  readonly expected?: Block | undefined;
}

/** The examples of the page, each with what it says comes of it. */
function readBlocks(): Block[] {
  const page = readFileSync(join(root, "docs/integration-guide.md"), "utf8");
  const blocks = [...page.matchAll(/^```(\w[^\n]*)\n(.*?)^```$/gms)].map(([, language = "", text = ""]) => ({
    language,
    text,
  }));
  return blocks.flatMap((block, index) => {
    if (/^(json|text)$/.test(block.language)) return [];
    const next = blocks[index + 1];
    return [{ ...block, expected: next && /^(json|text)$/.test(next.language) ? next : undefined }];
  });
}

const blocks = readBlocks();
// Inside of the project, so that the examples find its packages.
const folder = join(root, "dist/integration-guide");
const scratch = mkdtempSync(join(tmpdir(), "ringfence-guide-"));
const state = join(scratch, "variables");
let receiver: ChildProcess | undefined;
let received = "";
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  const { database, logger } = service.dependencies;
  await takeIn(database, readWorld({ seed: 5, people: 600 }).events);
  expect(await (await startRun({ database, clock, logger })).finished).toMatchObject({ failure: null });
  const { key } = await service.keyFor("admin");
  environment = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    RINGFENCE_URL: service.url,
    RINGFENCE_ADMIN_KEY: key,
    WEBHOOK_PORT: String(await freePort()),
  };
  writeFileSync(state, "");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(root, "clients/typescript/ringfence.ts"), join(folder, "ringfence.ts"));
  for (const [index, { language, text }] of blocks.entries()) {
    if (language.startsWith("ts")) writeFileSync(join(folder, `example-${index}.ts`), text);
  }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: "../../tsconfig.json", include: ["*.ts"] }));
}, 90_000);
afterAll(() => {
  receiver?.kill();
  rmSync(scratch, { recursive: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** Runs a shell example with the variables that those before have set. */
async function runShell(text: string): Promise<string> {
  const script = `set -a; . "${state}"; cd "${scratch}"\n${text}\ndeclare -px > "${state}"`;
  const { stdout } = await run("bash", ["-euc", script], { env: environment });
  return stdout;
}

const tsx = (index: number) => [join(root, "node_modules/.bin/tsx"), join(folder, `example-${index}.ts`)];

async function startReceiver(index: number): Promise<void> {
  const started = spawn("bash", ["-euc", `set -a; . "${state}"; exec ${tsx(index).join(" ")}`], { env: environment });
  receiver = started;
  started.stdout.setEncoding("utf8").on("data", (text: string) => {
    received += text;
  });
  await expect.poll(() => received, { timeout: 20_000 }).toContain("listening");
}

/** A text that the page gives, as a pattern: `…` stands for anything. */
const patternOf = (text: string) =>
  new RegExp(
    text
      .split("…")
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".+"),
  );

/** What the page gives, to be compared with: only what it names, and `…` for anything. */
function expectation(value: unknown): unknown {
  if (typeof value === "string") return value.includes("…") ? expect.stringMatching(patternOf(value)) : value;
  if (Array.isArray(value)) return value.map(expectation);
  if (typeof value !== "object" || value === null) return value;
  return expect.objectContaining(
    Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expectation(inner)])),
  );
}

function check(output: string, expected: Block | undefined): void {
  if (expected?.language === "json") {
    const last =
      output
        .trim()
        .split(/\n|(?<=\})(?=\{)/)
        .at(-1) ?? "";
    expect(JSON.parse(last)).toEqual(expectation(JSON.parse(expected.text)));
  } else if (expected) {
    const lines = expected.text.trim().split("\n");
    expect(output.split("\n").slice(0, lines.length).join("\n")).toMatch(patternOf(lines.join("\n")));
  }
}

describe("the integration guide", () => {
  test("has examples in two languages", () => {
    expect(blocks.filter(({ language }) => language === "sh").length).toBeGreaterThan(8);
    expect(blocks.filter(({ language }) => language.startsWith("ts")).length).toBeGreaterThan(2);
  });

  test("has TypeScript that the compiler takes", async () => {
    const outcome = await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder]).catch(
      (error: { stdout?: string }) => ({ stdout: `${error.stdout}` }),
    );
    expect(outcome.stdout).toBe("");
  }, 60_000);

  test.each(blocks.map((block, index) => ({ ...block, index, title: block.text.split("\n")[0] })))(
    "$index: $title",
    async ({ language, text, expected, index }) => {
      if (language === "ts receiver") return startReceiver(index);
      if (language === "sh") return check(await runShell(text), expected);
      const { stdout } = await run(process.execPath, ["--import", "tsx", tsx(index)[1] as string], {
        cwd: root,
        env: environment,
      });
      check(stdout, expected);
    },
    60_000,
  );

  test("has a receiver that took the message, and takes none that somebody else made", async () => {
    expect(received).toMatch(/got webhook\.test as msg_/);
    const forged = await fetch(`http://127.0.0.1:${environment.WEBHOOK_PORT}/`, { method: "POST", body: "{}" });
    expect(forged.status).toBe(400);
  });
});
