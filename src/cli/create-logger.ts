import { type Logger, pino } from "pino";
import type { Config } from "../config.ts";
import type { CliContext } from "./cli-context.ts";

/** Logs go to stderr as JSON lines, so that stdout holds results only. */
export function createLogger({ stderr }: Pick<CliContext, "stderr">, level: Config["logLevel"]): Logger {
  return pino({ level }, stderr);
}
