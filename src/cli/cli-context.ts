import type { RequestListener } from "node:http";
import type { Readable, Writable } from "node:stream";
import type { Dependencies, ServiceRole } from "../dependencies.ts";
import type { Clock } from "../model/clock.ts";

/** A stream to write to that may be a terminal. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** The process around a command: everything that it would else take from globals. */
export interface CliContext {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: Readable;
  /** Results only, so that they can be piped. */
  readonly stdout: Output;
  /** Progress, logs and complaints. */
  readonly stderr: Output;
  readonly clock: Clock;
  readonly randomBytes: (size: number) => Buffer;
  /** Calls `stop` at the first SIGINT or SIGTERM; a second one ends the process at once. */
  readonly onTermination: (stop: () => void) => void;
  /** What the process ends with when the command has returned. */
  readonly setExitCode: (code: number) => void;
  /** Makes the HTTP application. Given from outside, because the command line does not know how it is put together. */
  readonly createApp: (dependencies: Dependencies, role: ServiceRole) => RequestListener;
}
