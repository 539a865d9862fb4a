import { type Logger, pino } from "pino";
import type { Config } from "../config.ts";
import { describeError } from "../describe-error.ts";
import type { CliContext } from "./cli-context.ts";

/** Logs go to stderr as JSON lines, so that stdout holds results only. No error brings a row of the database into them. */
export function createLogger({ stderr }: Pick<CliContext, "stderr">, level: Config["logLevel"]): Logger {
  return pino({ level, serializers: { err: describeError } }, stderr);
}
