import { ConfigError } from "../config.ts";
import { DomainError } from "../model/errors.ts";

/** A failure as a person should read it: a sentence when it is one of ours, with the stack when it is a bug. */
export function explainFailure(error: unknown): string {
  if (error instanceof DomainError || error instanceof ConfigError) return error.message;
  if (error instanceof Error) return `This is a bug in Ringfence: ${error.stack ?? error.message}`;
  return `This is a bug in Ringfence: ${String(error)}`;
}
