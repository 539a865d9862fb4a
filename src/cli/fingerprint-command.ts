import { type Command, Option } from "commander";
import { fingerprintPrompt } from "../ingest/fingerprint/fingerprint-prompt.ts";
import type { CliContext } from "./cli-context.ts";
import { printable } from "./format-values.ts";
import { findInput } from "./open-input.ts";
import { printLines } from "./print-lines.ts";
import {
  type FaultyLine,
  type FoundPrompt,
  type PromptFormat,
  promptFormats,
  readLines,
  readPrompts,
} from "./read-prompts.ts";

interface FingerprintOptions {
  readonly format?: PromptFormat;
  readonly json?: boolean;
}

/** `ringfence fingerprint`: what the service would make of prompts, without the service. The prompts themselves are never printed. */
export function addFingerprintCommand(program: Command, context: CliContext): void {
  program
    .command("fingerprint")
    .description("fingerprint prompts on your side, so that their text need not leave it")
    .argument(
      "[file]",
      "a prompt, or JSON lines with a prompt or a text each; plain, gzip or zstd; - is the input",
      "-",
    )
    .addOption(new Option("--format <name>", "how to read it, where the first line misleads").choices(promptFormats))
    .option("--json", "print a JSON object for each prompt, one to a line")
    .addHelpText(
      "after",
      "\nSend what it prints as an event's prompt_fingerprint: it counts as if you had sent the prompt.\n" +
        "A prompt that says too little, such as a greeting, has no fingerprint: leave the field out.\n" +
        "Exit code: 0 when every line was read, 2 when some could not be, 1 when it failed.",
    )
    .action((file: string, options: FingerprintOptions) => fingerprint(context, file, options));
}

async function fingerprint(context: CliContext, file: string, { format, json }: FingerprintOptions): Promise<void> {
  const input = await findInput(file, context);
  const prompts = readPrompts(
    readLines(
      input.open(() => {}),
      input.name,
    ),
    format,
  );
  const refuse = ({ line, fault }: FaultyLine) => {
    context.stderr.write(`${printable(input.name)}:${line}: ${fault}\n`);
    context.setExitCode(2);
  };
  const output = describeAll(prompts, json === true ? toJsonLine : toPlainLines, refuse);
  await printLines(context.stdout, output);
}

type Describe = (prompt: FoundPrompt, fingerprints: readonly string[]) => string;

async function* describeAll(
  prompts: AsyncIterable<FoundPrompt | FaultyLine>,
  describe: Describe,
  refuse: (line: FaultyLine) => void,
): AsyncGenerator<string> {
  for await (const read of prompts) {
    if ("fault" in read) refuse(read);
    else yield `${describe(read, fingerprintPrompt(read.prompt))}\n`;
  }
}

const toJsonLine: Describe = ({ line, id }, fingerprints) =>
  JSON.stringify({ line, id, prompt_fingerprint: fingerprints });

/** One prompt's fingerprints below each other; those of many prompts beside the number of their line. */
const toPlainLines: Describe = ({ line }, fingerprints) => {
  const shown = fingerprints.length > 0 ? fingerprints : ["none: the prompt says too little"];
  return line === undefined ? shown.join("\n") : `${line}: ${shown.join(" ")}`;
};
