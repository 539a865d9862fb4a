import type { Command } from "commander";
import type { Dependencies } from "../dependencies.ts";
import { type IngestReport, ingestStream } from "../ingest/ingest-stream.ts";
import { RollUp } from "../ingest/roll-up.ts";
import type { CliContext } from "./cli-context.ts";
import { formatCount, formatPlural, printable } from "./format-values.ts";
import { IngestProgress } from "./ingest-progress.ts";
import { findInput, type Input } from "./open-input.ts";
import { printJson } from "./print-json.ts";
import { withDatabase } from "./with-database.ts";

interface IngestOptions {
  readonly json?: boolean;
}

interface FileReport extends IngestReport {
  readonly file: string;
}

const shownErrors = 100;

/** `ringfence ingest`: events from files, through the same door as those that come over HTTP. */
export function addIngestCommand(program: Command, context: CliContext): void {
  program
    .command("ingest")
    .description("take in events from files of JSON lines, plain, gzip or zstd; - reads the standard input")
    .argument("<files...>", "files to read, or -")
    .option("--json", "print the counts as JSON")
    .addHelpText(
      "after",
      "\nAn event that is already there is counted as a duplicate, so a file can safely be read again.\n" +
        "Exit code: 0 when every event is stored, 2 when some were rejected, 1 when it failed.",
    )
    .action((files: string[], options: IngestOptions) => ingest(context, files, options));
}

async function ingest(context: CliContext, files: readonly string[], { json }: IngestOptions): Promise<void> {
  const inputs: Input[] = [];
  for (const file of files) inputs.push(await findInput(file, context));
  const reports = await withDatabase(context, (dependencies) => ingestAll(context, dependencies, inputs));
  const total = addUp(reports);
  if (json === true) printJson(context.stdout, { ...total, errors: total.errors.slice(0, shownErrors) });
  else {
    context.stdout.write(describe(total));
    for (const line of describeErrors(reports).slice(0, shownErrors)) context.stderr.write(`${line}\n`);
  }
  if (total.rejected > 0 || total.errors.length > 0) context.setExitCode(2);
}

async function ingestAll(context: CliContext, given: Dependencies, inputs: readonly Input[]): Promise<FileReport[]> {
  const rollUp = new RollUp(given);
  const dependencies = { ...given, rollUp };
  const progress = new IngestProgress(context, inputs);
  const reports: FileReport[] = [];
  try {
    for (const input of inputs) {
      const source = input.open((bytes) => progress.read(bytes));
      const report = await ingestStream(dependencies, source, {
        onProgress: (counts) => progress.count(counts.accepted + counts.duplicates + counts.rejected),
      });
      progress.endFile();
      reports.push({ file: input.name, ...report });
    }
  } finally {
    progress.stop();
    await rollUp.finish();
  }
  return reports;
}

function addUp(reports: readonly FileReport[]) {
  const sum = (count: (report: FileReport) => number) => reports.reduce((total, report) => total + count(report), 0);
  return {
    accepted: sum((report) => report.accepted),
    duplicates: sum((report) => report.duplicates),
    rejected: sum((report) => report.rejected),
    errors: reports.flatMap(({ file, errors }) => errors.map((error) => ({ file, ...error }))),
  };
}

function describe({
  accepted,
  duplicates,
  rejected,
}: Pick<IngestReport, "accepted" | "duplicates" | "rejected">): string {
  return `${formatPlural(accepted, "event")} stored, ${formatPlural(duplicates, "duplicate")}, ${formatCount(rejected)} rejected\n`;
}

function describeErrors(reports: readonly FileReport[]): string[] {
  return reports.flatMap(({ file, errors }) =>
    errors.map(({ line, pointer, detail }) => printable(`${file}:${line}: ${pointer ? `${pointer} ` : ""}${detail}`)),
  );
}
