import Table from "cli-table3";
import { printable } from "./format-values.ts";

export interface TableColumn {
  readonly title: string;
  readonly align?: "left" | "right";
  /** Characters that a cell may take; longer text is cut, or wrapped where `wrap` says so. */
  readonly maxWidth?: number;
  readonly wrap?: boolean;
}

const none = "";
const borders = {
  top: none,
  "top-mid": none,
  "top-left": none,
  "top-right": none,
  bottom: none,
  "bottom-mid": none,
  "bottom-left": none,
  "bottom-right": none,
  left: none,
  "left-mid": none,
  right: none,
  "right-mid": none,
  mid: none,
  "mid-mid": none,
  middle: "  ",
};

/** Rows below their titles, the columns as wide as what they hold. Without rows, the titles alone. */
export function formatTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const texts = rows.map((row) => row.map(printable));
  const widths = columns.map(({ title, maxWidth = 100 }, index) => {
    const longest = Math.max(title.length, ...texts.map((row) => [...(row[index] ?? "")].length));
    return Math.min(longest, maxWidth);
  });
  const table = new Table({
    chars: borders,
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
    colAligns: columns.map(({ align = "left" }) => align),
    colWidths: widths,
    wordWrap: true,
    wrapOnWordBoundary: true,
  });
  const rule = widths.map((width) => "─".repeat(width));
  const cells = texts.map((row) => row.map((content, index) => ({ content, wordWrap: columns[index]?.wrap ?? false })));
  table.push(
    columns.map(({ title }) => title),
    rule,
    ...cells,
  );
  const lines = table.toString().split("\n");
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}
