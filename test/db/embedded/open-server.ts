// A process of its own for the tests: opens the embedded server as told, says so, and stops it when its input ends.
import { randomBytes } from "node:crypto";
import { pino } from "pino";
import { openEmbedded, type Role } from "../../../src/db/embedded/open-embedded.ts";

const [dataDir = "", role] = process.argv.slice(2);

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

try {
  const logger = pino({ level: "info" }, pino.destination(2));
  const server = await openEmbedded({ dataDir, role: role as Role, randomBytes, logger });
  // Its input ends with the test, in whatever way that ends: nothing is left running.
  process.stdin.resume().once("end", () => server.stop());
  say({ url: server.url });
} catch (error) {
  const { kind, code, message } = error as Error & { kind?: string; code?: string };
  say({ kind, code, message });
}
