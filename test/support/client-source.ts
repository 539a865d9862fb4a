import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSource } from "oazapfts";
import { describeService } from "../../src/app.ts";

/** The TypeScript client, made of the OpenAPI document. */
export async function makeClientSource(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "ringfence-client-"));
  const path = join(folder, "openapi.json");
  writeFileSync(path, JSON.stringify(describeService()));
  try {
    return await generateSource(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
