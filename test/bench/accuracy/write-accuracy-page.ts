import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Section } from "./sections/section.ts";

const page = join(import.meta.dirname, "../../../docs/accuracy.md");

/** Writes the page of figures. It names no day: git knows when it was written. */
export function writeAccuracyPage(sections: readonly Section[], command: string): Promise<void> {
  return writeFile(
    page,
    `# Accuracy

Written by \`${command}\`; do not edit. It makes worlds, rolls their events up as the service does, finds the rings with the default policy, and
compares them with the truth that detection has not seen.

${sections.map(toMarkdown).join("\n\n")}
`,
  );
}

/** A section with its heading, its table and its notes. */
export function toMarkdown({ title, columns, rows, notes }: Section): string {
  const alignments = columns.map(({ align }) => (align === "right" ? "--:" : "---"));
  const table = [columns.map((column) => column.title), alignments, ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return [`## ${title}`, "", ...table, ...(notes.length > 0 ? ["", ...notes.map((note) => `- ${note}`)] : [])].join(
    "\n",
  );
}
