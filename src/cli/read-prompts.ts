import { z } from "zod";
import { LineSplitter, type UnreadableLine } from "../ingest/split-lines.ts";
import { DomainError } from "../model/errors.ts";

export const promptFormats = ["text", "ndjson"] as const;
export type PromptFormat = (typeof promptFormats)[number];

/** A prompt; `line` is missing where it is the whole file. */
export interface FoundPrompt {
  readonly line?: number;
  /** The line's own id, where it has one. */
  readonly id?: string | undefined;
  readonly prompt: string;
}

/** Why a line has no prompt. Never says anything of its content. */
export interface FaultyLine {
  readonly line: number;
  readonly fault: string;
}

const PromptLine = z.union([
  z.object({ prompt: z.string(), id: z.string().optional().catch(undefined) }),
  z
    .object({ text: z.string(), id: z.string().optional().catch(undefined) })
    .transform(({ text, ...rest }) => ({ ...rest, prompt: text })),
]);

/** Lines of a stream, whatever its chunks. @throws {DomainError} `invalid` when it breaks off */
export async function* readLines(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<string | UnreadableLine> {
  const splitter = new LineSplitter();
  try {
    for await (const chunk of chunks) yield* splitter.push(chunk);
  } catch (error) {
    throw new DomainError("invalid", "input-broke-off", `${name} cannot be read to its end.`, { cause: error });
  }
  yield* splitter.end();
}

/**
 * Prompts of a file: JSON lines with a `prompt` or a `text` each, or one prompt that is the whole of it.
 *
 * @param format undefined: JSON lines where the first line that is not blank is one
 * @throws {DomainError} `invalid` when text is not UTF-8, or has a line longer than 2 MiB
 */
export async function* readPrompts(
  lines: AsyncIterable<string | UnreadableLine>,
  format: PromptFormat | undefined,
): AsyncGenerator<FoundPrompt | FaultyLine> {
  const text: string[] = [];
  let chosen = format;
  let line = 0;
  for await (const content of lines) {
    line += 1;
    const isBlank = typeof content === "string" && content.trim() === "";
    if (chosen === undefined && !isBlank) chosen = isPromptLine(content) ? "ndjson" : "text";
    if (chosen === "ndjson") {
      if (!isBlank) yield readPromptLine(content, line);
    } else if (typeof content === "string") text.push(content);
    else throw new DomainError("invalid", "not-a-text", `Line ${line}: ${content.detail}.`);
  }
  if (chosen !== "ndjson") yield { prompt: text.join("\n") };
}

function isPromptLine(content: string | UnreadableLine): boolean {
  return "prompt" in readPromptLine(content, 1);
}

function readPromptLine(content: string | UnreadableLine, line: number): FoundPrompt | FaultyLine {
  if (typeof content !== "string") return { line, fault: content.detail };
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return { line, fault: "the line is not JSON" };
  }
  const { data } = PromptLine.safeParse(value);
  return data ? { line, ...data } : { line, fault: "the line has neither a prompt nor a text that is a string" };
}
