import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeClientSource } from "../support/client-source.ts";

test("the TypeScript client is what the OpenAPI document makes of it: `npm run client` writes it", async () => {
  const kept = readFileSync(join(import.meta.dirname, "../../clients/typescript/ringfence.ts"), "utf8");
  expect(kept === (await makeClientSource())).toBe(true);
}, 60_000);
