import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import type { IndicatorImportBody } from "../contract/indicator.ts";
import { StixBundleInput } from "../contract/stix-input.ts";
import { exportIndicators } from "../indicators/export-indicators.ts";
import { importIndicators } from "../indicators/import-indicators.ts";
import { DomainError } from "../model/errors.ts";
import { actorOf } from "./actor-of.ts";
import type { CliContext } from "./cli-context.ts";
import { formatCount, formatPlural, printable } from "./format-values.ts";
import { printJson } from "./print-json.ts";
import { readInput } from "./read-input.ts";
import { withDatabase } from "./with-database.ts";

interface ExportOptions {
  readonly peer?: string;
  readonly plain?: boolean;
  readonly out?: string;
}

interface ImportOptions {
  readonly peer: string;
  readonly json?: boolean;
}

const longestBundleBytes = 268_435_456;

/** `ringfence indicators export | import`: what other providers are told of rings, and what they tell. */
export function addIndicatorsCommand(program: Command, context: CliContext): void {
  const indicators = program
    .command("indicators")
    .description("share what rings use with other providers, as STIX 2.1 bundles");
  indicators
    .command("export")
    .description("print what a ring uses as a bundle; it goes on record")
    .argument("<ring>", "the ring's id, as `ringfence rings` prints it")
    .option("--peer <id>", "whom it is for, as `peers list` prints it: pseudonyms are made with its key")
    .option("--plain", "tell the identifiers themselves, not pseudonyms")
    .option("--out <file>", "write it into a file")
    .action((ringId: string, options: ExportOptions) => exportRing(context, ringId, options));
  indicators
    .command("import")
    .description("take in what a peer says; it is shown beside what we know, and counts for nothing by itself")
    .argument("<file>", "a STIX 2.1 bundle; - is the standard input")
    .requiredOption("--peer <id>", "who says so, as `peers list` prints it")
    .option("--json", "print what was taken as JSON")
    .action((file: string, options: ImportOptions) => importFile(context, file, options));
}

function exportRing(context: CliContext, ringId: string, { peer, plain, out }: ExportOptions): Promise<void> {
  return withDatabase(context, async (dependencies) => {
    const actor = { name: actorOf(context), keyId: null };
    const wanted = { ringId, peerId: peer, isPlain: plain === true, actor };
    const bundle = await exportIndicators(dependencies, wanted);
    if (out === undefined) return printJson(context.stdout, bundle);
    await writeFile(out, `${JSON.stringify(bundle, null, 2)}\n`).catch((error: NodeJS.ErrnoException) => {
      throw new DomainError(
        "invalid",
        "unwritable-file",
        `${out} cannot be written (${error.code ?? "no reason given"}).`,
      );
    });
    context.stderr.write(`Wrote ${out}.\n`);
  });
}

async function importFile(context: CliContext, file: string, { peer, json }: ImportOptions): Promise<void> {
  const parsed = StixBundleInput.safeParse(parseJson(await readInput(context, file, longestBundleBytes), file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.length ? `/${issue.path.join("/")} ` : "";
    throw new DomainError("invalid", "invalid-bundle", `${file} is no STIX 2.1 bundle: ${place}${issue?.message}.`);
  }
  return withDatabase(context, async (dependencies) => {
    const actor = { name: actorOf(context), keyId: null };
    const taken = await importIndicators(dependencies, { peerId: peer, bundle: parsed.data, actor });
    if (json === true) printJson(context.stdout, taken);
    else context.stdout.write(describe(taken));
  });
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid", "invalid-bundle", `${file} is not JSON.`);
  }
}

function describe(taken: IndicatorImportBody): string {
  const { imported, updated, unchanged, revoked, ignored, rejected, errors } = taken;
  const known = `${formatCount(updated)} newer than before, ${formatCount(unchanged)} known, ${formatCount(revoked)} taken back`;
  const lines = [
    `${formatPlural(imported, "indicator")} imported, ${known}`,
    ...ignored.map(({ reason, what, count }) => {
      return `Left alone: ${formatCount(count)} (${reason.replaceAll("_", " ")}${what === null ? "" : `: ${what}`})`;
    }),
    ...(rejected === 0 ? [] : [`Refused for faults: ${formatCount(rejected)}`]),
    ...errors.slice(0, 10).map(({ pointer, detail }) => `  ${pointer} ${detail}`),
  ];
  return lines.map((line) => `${printable(line)}\n`).join("");
}
