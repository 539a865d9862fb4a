import { DomainError } from "../model/errors.ts";
import type { CliContext } from "./cli-context.ts";
import { findInput } from "./open-input.ts";

/**
 * A whole file, or the standard input where the name is `-`, as a text.
 *
 * @throws {DomainError} `no-such-file` and the like; `file-too-large`
 */
export async function readInput(context: Pick<CliContext, "stdin">, name: string, mostBytes: number): Promise<string> {
  const input = await findInput(name, context);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of input.open(() => {})) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      const most = mostBytes.toLocaleString("en");
      throw new DomainError("invalid", "file-too-large", `${input.name} is larger than ${most} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
