import type { Command } from "commander";
import { DomainError } from "../model/errors.ts";
import { keepStorage, type StorageReport } from "../storage/keep-storage.ts";
import type { CliContext } from "./cli-context.ts";
import { formatCount, formatPlural } from "./format-values.ts";
import { printJson } from "./print-json.ts";
import { withDatabase } from "./with-database.ts";

/** `ringfence maintain`: keeps the storage now, as a running service does on schedule. */
export function addMaintainCommand(program: Command, context: CliContext): void {
  program
    .command("maintain")
    .description("make partitions ahead and forget what is older than the retention says; `serve` does it by itself")
    .option("--json", "print what was done as JSON")
    .addHelpText("after", "\nThe variables RINGFENCE_KEEP_… say for how long each kind of data is kept.")
    .action(async ({ json }: { readonly json?: boolean }) => {
      const report = await withDatabase(context, async ({ database, clock, config }) => {
        return keepStorage(database, { now: clock.now(), retention: config.retention });
      });
      if (!report) {
        throw new DomainError(
          "conflict",
          "maintenance-in-progress",
          "Another process is at it; there is nothing to do.",
        );
      }
      if (json === true) printJson(context.stdout, toBody(report));
      else context.stdout.write(describe(report));
    });
}

function toBody({ partitionsMade, partitionsDropped, forgotten, waitsForRun }: StorageReport) {
  return {
    partitions_made: partitionsMade,
    partitions_dropped: partitionsDropped,
    forgotten,
    waits_for_run: waitsForRun,
  };
}

function describe({ partitionsMade, partitionsDropped, forgotten, waitsForRun }: StorageReport): string {
  const rows = Object.entries(forgotten)
    .filter(([, count]) => count > 0)
    .map(([table, count]) => `${formatCount(count)} of ${table}`);
  const lines = [
    `${formatPlural(partitionsMade.length, "partition")} of raw events made ahead, ${formatCount(partitionsDropped.length)} dropped`,
    `Rows forgotten: ${rows.length === 0 ? "none" : rows.join(", ")}`,
  ];
  if (waitsForRun) lines.push("A run is under way: what it may have read is forgotten the next time.");
  return `${lines.join("\n")}\n`;
}
