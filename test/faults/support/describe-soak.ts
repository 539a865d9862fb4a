import { formatCount } from "../../../src/cli/format-values.ts";
import type { SoakFigures } from "./soak.ts";

/** The figures of a soak as a part of docs/performance.md. */
export function describeSoak(figures: SoakFigures, command: string): string {
  const { memoryMegabytes, connections, idleConnections, p99Milliseconds, loadAverage, faults } = figures;
  const rows = [
    ["minutes", String(figures.seconds / 60)],
    ["events accepted", formatCount(figures.eventsAccepted)],
    ["of them lost", formatCount(figures.eventsLost)],
    ["runs published", formatCount(figures.runsPublished)],
    ["decisions, each an alert", formatCount(figures.decisionsMade)],
    ["alerts received", formatCount(figures.alertsReceived)],
    ["tries that the failing receiver turned down", formatCount(figures.alertsTurnedDown)],
    ["memory of the service, in the second quarter and in the last", `${early(memoryMegabytes)} MB`],
    ["connections to Postgres, the most in each half", early(connections)],
    ["of them idle, the median of each half", early(idleConnections)],
    ["the slowest batch of 20 events in a hundred", `${formatCount(p99Milliseconds.ingest)} ms`],
    ["the slowest read in a hundred", `${formatCount(p99Milliseconds.read)} ms`],
    ["load average meanwhile, the median and the most", `${loadAverage.median}, ${loadAverage.most.toFixed(1)}`],
  ];
  return `# Everything at once

Written by \`${command}\`; do not edit. One service with its embedded Postgres: two clients send events without a pause to
speak of, a run is asked for every five seconds, somebody reads twenty times a second and decides on a ring every second, one receiver takes the alerts
and another answers each with 500.

| what | |
| --- | --: |
${rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}

${faults.length === 0 ? "Nothing was as it should not be." : faults.map((fault) => `- Not as it must be: ${fault}`).join("\n")}
`;
}

const early = (figure: { readonly early: number; readonly late: number }) =>
  `${formatCount(figure.early)}, ${formatCount(figure.late)}`;
