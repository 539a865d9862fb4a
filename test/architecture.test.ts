import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkArchitecture, type SourceFile } from "./support/check-architecture.ts";

const root = join(import.meta.dirname, "../src");

function readSources(): SourceFile[] {
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => /\.tsx?$/.test(path));
  return paths.map((path) => ({
    path: path.replaceAll("\\", "/"),
    text: readFileSync(join(root, path), "utf8"),
  }));
}

describe("the architecture", () => {
  test("imports point one way, and only the edge reads clock, chance and environment", () => {
    const files = readSources();
    expect(files.length).toBeGreaterThan(100);
    expect(checkArchitecture(files)).toEqual([]);
  });

  test.each([
    ["graph/links.ts", 'import { rings } from "../rings/x.ts";', "../rings/x.ts"],
    ["graph/links.ts", 'import { readFileSync } from "node:fs";', "node:fs"],
    ["detection/assess.ts", 'import pg from "pg";', "pg"],
    ["detection/assess.ts", 'import type { Db } from "../db/database.ts";', "../db/database.ts"],
    ["detection/assess.ts", 'import type { Dependencies } from "../dependencies.ts";', "../dependencies.ts"],
    ["model/ring.ts", 'export { x } from "../graph/links.ts";', "../graph/links.ts"],
    ["rings/decide.ts", 'import {\n  a,\n  b,\n} from "../ingest/write-events.ts";', "../ingest/write-events.ts"],
    ["rings/decide.ts", 'const x = await import("../http/openapi.ts");', "../http/openapi.ts"],
    ["ingest/a.ts", 'import "../alerts/send.ts";', "../alerts/send.ts"],
    ["contract/ring.ts", 'import { a } from "../rings/x.ts";', "../rings/x.ts"],
    ["http/routes/a.ts", 'import { a } from "../../cli/x.ts";', "../../cli/x.ts"],
    ["console/panels/a.tsx", 'import { present } from "../../http/present-errors.ts";', "../../http/present-errors.ts"],
    ["cli/a.ts", 'import { createApp } from "../app.ts";', "../app.ts"],
    ["a-new-folder/a.ts", 'import { a } from "../model/ring.ts";', "../model/ring.ts"],
  ])("%s with %j is reported", (path, text, named) => {
    const faults = checkArchitecture([{ path, text }]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`${path} imports ${named}`);
  });

  test.each([
    ["runs/a.ts", "const now = Date.now();", "Date.now()"],
    ["detection/a.ts", "const now = new Date();", "new Date()"],
    ["simulate/a.ts", "const chance = Math.random();", "Math.random"],
    ["cli/a.ts", "const home = process.env.HOME;", "process.env"],
  ])("%s with %j is reported", (path, text, named) => {
    expect(checkArchitecture([{ path, text }])).toEqual([`${path} reads ${named}: take it as an argument`]);
  });

  test("a comment about the clock is no reading of it", () => {
    const text = "/** Never Date.now(). */\n// not Math.random either\nconst time = new Date(0);";
    expect(checkArchitecture([{ path: "runs/a.ts", text }])).toEqual([]);
  });
});
