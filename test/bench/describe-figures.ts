import { formatTable, type TableColumn } from "../../src/cli/format-table.ts";
import { formatCount, formatDecimal } from "../../src/cli/format-values.ts";
import type { Figures, MachineFacts, PeakMemory, SendFigures } from "./figures.ts";

/** What a million events are held against on two cores. */
const limits = { eventsPerSecond: 40_000, runSeconds: 30, runBytes: 1.5e9 };

export const columns: readonly TableColumn[] = [
  { title: "what" },
  { title: "size", align: "right" },
  { title: "seconds", align: "right" },
  { title: "rate", align: "right" },
  { title: "service", align: "right" },
  { title: "Postgres", align: "right" },
  { title: "held against" },
];

/** The figures as cells, in the order of the columns. */
export function toRows({ ingest, rolledUp, resend, run, copy }: Figures): string[][] {
  const { accounts = 0 } = run.body.counts;
  const share = (100 * ingest.events * copy.seconds) / (copy.rows * ingest.seconds);
  const runLimits = `${limits.runSeconds} s and ${formatMemory(limits.runBytes)}`;
  return [
    ["ingest over HTTP", ...speed(ingest, "events"), ...peaks(ingest.peak), `${formatCount(limits.eventsPerSecond)}/s`],
    ["ingest with its roll-up", ...speed(rolledUp, "events"), "", "", ""],
    ["sent again, all duplicates", ...speed(resend, "events"), "", "", ""],
    [
      "COPY into a bare table",
      ...speed({ ...copy, events: copy.rows }, "rows"),
      "",
      "",
      `ingest is ${formatDecimal(share)} % of it`,
    ],
    ["run", ...speed({ ...run, events: accounts }, "accounts"), ...peaks(run.peak), runLimits],
  ];
}

/** What the table does not say, one sentence or list a line. */
export function toNotes({ run, copy, machine }: Figures): string[] {
  const { sightings = 0, links = 0, flagged_rings: rings = 0, flagged_accounts: accounts = 0 } = run.body.counts;
  const stages = Object.entries(run.body.timings).map(([stage, seconds]) => `${stage} ${formatDecimal(seconds)}`);
  const tries = copy.allSeconds.map((seconds) => seconds.toFixed(2)).join(", ");
  return [
    `The run's stages, in seconds: ${stages.join(", ")}.`,
    `It read ${formatCount(sightings)} sightings, kept ${formatCount(links)} links, and flagged ${formatCount(accounts)} accounts in ${formatCount(rings)} rings.`,
    "Ingest ends with the last answer: the events are on disk. What is counted from them follows; the run, started at once, waits for it.",
    `The COPY was done by ${copy.by}, ${copy.allSeconds.length} times (${tries} s); the median counts.`,
    "Service and Postgres: the most memory resident since the start, what Postgres' processes share counted once.",
    `Durable: ${Object.entries(machine.durability)
      .map((setting) => setting.join(" "))
      .join(", ")}.`,
    `Machine: ${describeMachine(machine)}.`,
    `Load average before the start: ${machine.loadBefore.toFixed(1)}; above 0.5 other programs had a part in these figures.`,
  ];
}

export function describeFigures(figures: Figures): string {
  return `${formatTable(columns, toRows(figures))}\n${toNotes(figures).join("\n")}\n`;
}

function describeMachine({ cores, processor, memoryBytes, system, node, postgres }: MachineFacts): string {
  return `${cores} cores (${processor}), ${formatMemory(memoryBytes)}, ${system}, Node ${node}, PostgreSQL ${postgres}`;
}

function speed({ events, seconds }: SendFigures, unit: string): [string, string, string] {
  return [`${formatCount(events)} ${unit}`, seconds.toFixed(2), `${formatCount(Math.round(events / seconds))}/s`];
}

function peaks({ service, postgres }: PeakMemory): [string, string] {
  return [formatMemory(service), formatMemory(postgres)];
}

const formatMemory = (bytes: number | undefined) =>
  bytes === undefined ? "unknown" : `${formatCount(Math.round(bytes / 1e6))} MB`;
