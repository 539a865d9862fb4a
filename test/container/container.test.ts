import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readConfig } from "../../src/config.ts";
import { useTestDatabase } from "../support/test-database.ts";

/** No engine is at hand where the tests run: what can be told without one is told here. */
const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const dockerfile = read("Dockerfile");
const instructions = dockerfile
  .replaceAll(/\\\n\s*/g, "")
  .split("\n")
  .filter((line) => /^[A-Z]+ /.test(line))
  .map((line) => line.split(/ (.*)/s) as [string, string]);
const of = (name: string) => instructions.flatMap(([instruction, text]) => (instruction === name ? [text] : []));
const stages = of("FROM");
const runtime = instructions.slice(instructions.findLastIndex(([name]) => name === "FROM"));
const folder = mkdtempSync(join(tmpdir(), "ringfence-image-"));
const database = useTestDatabase();
let child: ReturnType<typeof spawn> | undefined;

afterAll(() => {
  child?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

describe("the image", () => {
  test("is built in two stages of a Node that is supported, and runs as a user of no rights", () => {
    expect(stages).toHaveLength(2);
    for (const stage of stages) expect(stage).toMatch(/^node:24-(slim|alpine)/);
    expect(runtime.find(([name]) => name === "USER")?.[1]).toBe("node");
    expect(runtime.findIndex(([name]) => name === "USER")).toBeGreaterThan(
      runtime.findLastIndex(([name]) => name === "COPY"),
    );
  });

  test("is made of files that there are, and that .dockerignore lets in; of nothing secret", () => {
    const letIn = read(".dockerignore")
      .split("\n")
      .flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
    const sources = of("COPY")
      .filter((text) => !text.startsWith("--from"))
      .flatMap((text) => text.split(" ").slice(0, -1));
    expect(sources.sort()).toEqual(letIn.toSorted());
    for (const source of sources) expect([source, existsSync(join(root, source))]).toEqual([source, true]);
    expect(read(".dockerignore")).toMatch(/^\*$/m);
  });

  test("of its files alone the service starts, as the image starts it, and its own health check finds it well", async () => {
    // What the last stage takes from the first, and from outside.
    for (const path of ["package.json", "dist", "migrations"]) {
      cpSync(join(root, path), join(folder, path), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const copied = runtime.flatMap(([name, text]) => (name === "COPY" ? [text.split(" ").at(-1)?.slice(2)] : []));
    expect(copied.filter(Boolean).sort()).toEqual(
      readdirSync(folder)
        .filter((name) => name !== "package.json")
        .sort(),
    );

    const [entry] = of("ENTRYPOINT");
    const [command] = of("CMD").slice(-1);
    const words = [...JSON.parse(entry as string), ...JSON.parse(command as string)] as string[];
    expect(words).toEqual(["node", "dist/main.js", "serve"]);
    child = spawn(process.execPath, [...words.slice(1)], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        NODE_ENV: "production",
        HOST: "127.0.0.1",
        PORT: "0",
        DATABASE_URL: database.url,
        RINGFENCE_SECRET: "s".repeat(32),
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let port = "";
    for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
      port = /listens on http:\S+:(\d+)/.exec(line)?.[1] ?? port;
      if (port !== "") break;
    }
    const check = JSON.parse(/CMD (\[.*\])/.exec(of("HEALTHCHECK")[0] as string)?.[1] as string) as string[];
    const tryIt = (at: string) =>
      execFileSync(process.execPath, check.slice(1), { env: { PATH: process.env.PATH, PORT: at }, stdio: "ignore" });
    expect(() => tryIt(port)).not.toThrow();
    expect(() => tryIt("1")).toThrow();
    child.kill("SIGTERM");
    expect((await once(child, "exit"))[0]).toBe(0);
  }, 120_000);
});

describe("compose.yaml", () => {
  const compose = parse(read("compose.yaml"), { merge: true });
  const { api, worker, postgres } = compose.services;

  test("has a Postgres that is waited for, a process that answers and one that does what is on schedule", () => {
    expect(api.command).toEqual(["serve", "--role", "api"]);
    expect(worker.command).toEqual(["serve", "--role", "worker"]);
    expect(api.depends_on.postgres.condition).toBe("service_healthy");
    expect(postgres.healthcheck.test[1]).toContain("pg_isready");
    expect(Number.parseInt(postgres.image.split(":")[1], 10)).toBeGreaterThanOrEqual(15);
    expect(Object.keys(compose.volumes)).toEqual(["postgres"]);
    expect(api.read_only).toBe(true);
    expect(api.stop_grace_period).toBe("40s");
    // Reachable from this machine only, until somebody puts a proxy in front of it.
    expect(api.ports).toEqual(["127.0.0.1:8080:8080"]);
  });

  test("sets what .env.example knows, and what the service takes", () => {
    const known = new Set([...read(".env.example").matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name));
    const values = Object.entries(api.environment as Record<string, string>);
    for (const [name] of values) expect([name, known.has(name)]).toEqual([name, true]);
    const filled = values.map(([name, value]) => [
      name,
      value.replaceAll(/\$\{(\w+):?([-?])[^}]*\}/g, (_all, _name, kind) => (kind === "?" ? "s".repeat(40) : "")),
    ]);
    const config = readConfig(Object.fromEntries(filled));
    expect(config.databaseUrl).toMatch(/^postgres:\/\/ringfence:s+@postgres:5432\/ringfence$/);
    expect(worker.environment).toEqual(api.environment);
  });
});
