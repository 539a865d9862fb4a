import { parseArgs } from "node:util";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { openEmbedded } from "../../src/db/embedded/open-embedded.ts";
import { writePerformancePart } from "../bench/performance-page.ts";
import { describeSoak } from "./support/describe-soak.ts";
import { soak } from "./support/soak.ts";

// npm run soak -- --minutes 60; with --write the figures go to docs/performance.md as well
const { values } = parseArgs({
  options: { minutes: { type: "string", default: "60" }, write: { type: "boolean", default: false } },
});
const folder = mkdtempSync(join(tmpdir(), "ringfence-soak-"));
chmodSync(folder, 0o755);
const server = await openEmbedded({ dataDir: folder, role: "owner", randomBytes, logger: pino({ level: "warn" }) });
try {
  const figures = await soak(server.url, Number(values.minutes) * 60, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  if (values.write)
    await writePerformancePart("soak", describeSoak(figures, `npm run soak -- --minutes ${values.minutes} --write`));
  if (figures.faults.length > 0) process.exitCode = 1;
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
