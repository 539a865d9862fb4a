import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import type { RingReportBody } from "../contract/ring-report.ts";
import { DomainError } from "../model/errors.ts";
import { exportReport } from "../reports/export-report.ts";
import { writeMemberCsv } from "../reports/write-member-csv.ts";
import { writeReportHtml } from "../reports/write-report-html.ts";
import { actorOf } from "./actor-of.ts";
import type { CliContext } from "./cli-context.ts";
import { printJson } from "./print-json.ts";
import { printable } from "./format-values.ts";
import { withDatabase } from "./with-database.ts";
import { wrapWords } from "./wrap-words.ts";

interface ReportOptions {
  readonly json?: boolean;
  readonly html?: string;
  readonly csv?: string;
  readonly masked?: boolean;
}

/** `ringfence report RING`: what a legal team files. */
export function addReportCommand(program: Command, context: CliContext): void {
  program
    .command("report")
    .description("make the report on a ring: what happened, how it was found, how sure it is; it goes on record")
    .argument("<ring>", "the ring's id, as `ringfence rings` prints it")
    .option("--json", "print all of it as JSON")
    .option("--html <file>", "write it as a page to print")
    .option("--csv <file>", "write its members as a table")
    .option("--masked", "mask addresses, cards, devices and mailboxes")
    .action((ringId: string, options: ReportOptions) => report(context, ringId, options));
}

function report(context: CliContext, ringId: string, { json, html, csv, masked }: ReportOptions): Promise<void> {
  return withDatabase(context, async (dependencies) => {
    const actor = { name: actorOf(context), keyId: null };
    const make = (format: "json" | "html" | "csv") =>
      exportReport(dependencies, { ringId, format, isMasked: masked === true, actor });
    if (html !== undefined) await save(html, writeReportHtml(await make("html")));
    if (csv !== undefined) await save(csv, writeMemberCsv(await make("csv")));
    for (const path of [html, csv]) if (path !== undefined) context.stderr.write(`Wrote ${path}.\n`);
    if (json === true) printJson(context.stdout, await make("json"));
    else if (html === undefined && csv === undefined) context.stdout.write(summarise(await make("json")));
  });
}

async function save(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DomainError("invalid", "unwritable-file", `${path} cannot be written (${code ?? "no reason given"}).`);
  }
}

/** What the report says in sentences. */
function summarise({ ring, operation, method, certainty, lineage, run, integrity }: RingReportBody): string {
  const weighed = [...certainty.for, ...certainty.against].map(
    ({ weight, summary }) => `  ${weight > 0 ? "+" : "-"} ${summary}`,
  );
  const lines = [
    `Report on ${ring.id} (${ring.status})`,
    "",
    ...operation.sentences,
    "",
    ...method.sentences,
    "",
    ...certainty.sentences,
    ...weighed,
    "",
    ...lineage.map(({ reason }) => reason),
    `Run ${run.id}, manifest ${run.manifest?.hash ?? "-"}`,
    `Evidence ${integrity.algorithm} ${integrity.hash}`,
  ];
  return lines.map((line) => `${wrapWords(printable(line))}\n`).join("");
}
