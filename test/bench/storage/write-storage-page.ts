import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatCount, formatDecimal } from "../../../src/cli/format-values.ts";
import { readConfig } from "../../../src/config.ts";
import type { StorageFigures, TableFigures } from "./storage-figures.ts";

const page = join(import.meta.dirname, "../../../docs/operations/storage.md");

const eventsADay = [100_000, 1_000_000, 10_000_000];

/** Puts the figures between the marks of the page; what stands around them is written by hand. */
export async function writeStoragePage(figures: StorageFigures, command: string): Promise<void> {
  const text = await readFile(page, "utf8");
  const marked = /(<!-- figures:begin.*-->\n)[\s\S]*(<!-- figures:end -->)/;
  if (!marked.test(text)) throw new Error(`${page} has no marks to write between`);
  const written = `Written by \`${command}\`.\n\n${describeStorage(figures)}`;
  await writeFile(
    page,
    text.replace(marked, (_, begin: string, end: string) => `${begin}\n${written}\n${end}`),
  );
}

export function describeStorage(figures: StorageFigures): string {
  return `${describeTables(figures)}\n\n${describeYear(figures)}\n\n${notes(figures)
    .map((note) => `- ${note}`)
    .join("\n")}\n`;
}

function describeTables({ events, tables }: StorageFigures): string {
  const total = addUp(tables);
  const row = (name: string, { rows, tableBytes, indexBytes }: Omit<TableFigures, "table">) => {
    const perMillion = ((tableBytes + indexBytes) * 1e6) / events;
    return [
      name,
      formatCount(rows),
      megabytes(tableBytes),
      megabytes(indexBytes),
      formatCount(Math.round((tableBytes + indexBytes) / rows)),
      megabytes(perMillion),
    ];
  };
  return toMarkdown(
    ["table", "rows", "table MB", "indexes MB", "bytes a row", "MB a million events"],
    [...tables.map((figures) => row(`\`${figures.table}\``, figures)), row("together", total)],
  );
}

function describeYear({ events, tables, unshared }: StorageFigures): string {
  const { rawEventDays, eventIdDays, silentDays, unsharedDays, activityDays } = readConfig({}).retention;
  const bytesOf = (name: string) => {
    const { tableBytes, indexBytes } = tables.find(({ table }) => table === name) as TableFigures;
    return tableBytes + indexBytes;
  };
  const parts = [
    { name: "`events`", days: rawEventDays, bytes: bytesOf("events") },
    { name: "`event_ids`", days: eventIdDays, bytes: bytesOf("event_ids") },
    { name: "`accounts`", days: silentDays, bytes: bytesOf("accounts") },
    { name: "`identifiers`, unshared", days: unsharedDays, bytes: unshared.identifierBytes },
    { name: "`identifiers`, shared", days: silentDays, bytes: bytesOf("identifiers") - unshared.identifierBytes },
    { name: "`sightings`, unshared", days: unsharedDays, bytes: unshared.sightingBytes },
    { name: "`sightings`, shared", days: silentDays, bytes: bytesOf("sightings") - unshared.sightingBytes },
    { name: "`account_days`", days: activityDays, bytes: bytesOf("account_days") },
  ];
  const afterYear = ({ days, bytes }: (typeof parts)[number], rate: number) =>
    (bytes * rate * Math.min(days, 365)) / events;
  const together = eventsADay.map((rate) => parts.reduce((sum, part) => sum + afterYear(part, rate), 0));
  return toMarkdown(
    ["after a year, GB", "kept for", ...eventsADay.map((rate) => `${formatCount(rate)} a day`)],
    [
      ...parts.map((part) => [
        part.name,
        `${part.days} days`,
        ...eventsADay.map((rate) => gigabytes(afterYear(part, rate))),
      ]),
      ["together", "", ...together.map(gigabytes)],
    ],
  );
}

function notes({ events, days, tables, unshared, upkeepSeconds, machine }: StorageFigures): string[] {
  const { tableBytes, indexBytes } = addUp(tables);
  const identifiers = tables.find(({ table }) => table === "identifiers")?.rows ?? 0;
  const unsharedBytes = unshared.identifierBytes + unshared.sightingBytes;
  const share = (part: number, whole: number) => `${formatDecimal((100 * part) / whole)} %`;
  return [
    `${formatCount(events)} events of a made-up world, ${formatCount(days)} days of it. A year is these bytes times the events of the days that are kept: more than it will be, because people and their addresses come again.`,
    `${formatCount(unshared.count)} of ${formatCount(identifiers)} identifiers are seen with one account only (${share(unshared.count, identifiers)}). With their sightings they take ${megabytes(unsharedBytes)} MB, ${share(unsharedBytes, tableBytes + indexBytes)} of everything.`,
    `Looking through all tables for what is to be forgotten took ${upkeepSeconds.toFixed(1)} s.`,
    `As Postgres leaves the tables after taking the events in, free space in the pages included. PostgreSQL ${machine.postgres}.`,
  ];
}

function addUp(tables: readonly TableFigures[]): Omit<TableFigures, "table"> {
  const sum = (value: (figures: TableFigures) => number) =>
    tables.reduce((total, figures) => total + value(figures), 0);
  return {
    rows: sum(({ rows }) => rows),
    tableBytes: sum(({ tableBytes }) => tableBytes),
    indexBytes: sum(({ indexBytes }) => indexBytes),
  };
}

function toMarkdown(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const alignments = titles.map((_, place) => (place === 0 ? "---" : "--:"));
  return [titles, alignments, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const megabytes = (bytes: number) => formatDecimal(bytes / 1e6);
const gigabytes = (bytes: number) => formatDecimal(bytes / 1e9);
