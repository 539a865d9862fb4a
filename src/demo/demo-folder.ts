import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of the demo's own, and whatever the service keeps elsewhere on its behalf. */
export interface DemoFolder {
  readonly path: string;
  readonly dataDir: string;
  /** Only when the service has stopped. */
  remove(): Promise<void>;
}

export async function makeDemoFolder(): Promise<DemoFolder> {
  const path = await mkdtemp(join(tmpdir(), "ringfence-demo-"));
  // As root, Postgres runs as somebody else, who must be able to pass through.
  await chmod(path, 0o755);
  const dataDir = join(path, "data");
  return {
    path,
    dataDir,
    async remove() {
      // Below a folder closed to others the embedded server's data lies elsewhere, and this file says where.
      const elsewhere = await readFile(join(dataDir, "location"), "utf8").catch(() => "");
      for (const folder of [elsewhere.trim(), path]) {
        if (folder !== "") await rm(folder, { recursive: true, force: true, maxRetries: 3 });
      }
    },
  };
}
