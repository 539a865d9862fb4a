import type { Output } from "./cli-context.ts";

/** One value as JSON for programs, indented for the person who looks anyway. */
export function printJson(output: Output, value: unknown): void {
  output.write(`${JSON.stringify(value, null, 2)}\n`);
}
