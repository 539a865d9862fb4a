import { columns, toNotes, toRows } from "./describe-figures.ts";
import type { Figures } from "./figures.ts";
import { writePerformancePart } from "./performance-page.ts";

/** Writes the figures of `npm run bench` to their part of the page. */
export function writePerformancePage(figures: Figures, command: string): Promise<void> {
  return writePerformancePart("bench", toPage(figures, command));
}

function toPage(figures: Figures, command: string): string {
  return `# Performance

Written by \`${command}\`; do not edit. It makes a world, starts the service on its embedded Postgres, streams the events to
\`POST /v1/events\` on two connections, counts the rows, sends the first ones again, and has a run done. Client, service and
Postgres share the machine. In the same Postgres the very same rows are then copied into a table without an index: the limit.

${toMarkdownTable(figures)}

${toNotes(figures)
  .map((note) => `- ${note}`)
  .join("\n")}
`;
}

function toMarkdownTable(figures: Figures): string {
  const alignments = columns.map(({ align }) => (align === "right" ? "--:" : "---"));
  const rows = [columns.map(({ title }) => title), alignments, ...toRows(figures)];
  return rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
