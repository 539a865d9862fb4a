import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const page = join(import.meta.dirname, "../../docs/performance.md");

/** The parts of the page in their order, each written by a command of its own below a mark with its name. */
const parts = ["bench", "letter", "soak"] as const;
type Part = (typeof parts)[number];

/** Writes one part of the page of figures; the others stay as they are. The page names no day: git knows when it was written. */
export async function writePerformancePart(part: Part, text: string): Promise<void> {
  await writeFile(page, replacePart(await readFile(page, "utf8"), part, text));
}

/** @throws when the page has no marks */
export function replacePart(before: string, part: Part, text: string): string {
  const marks = before.split(/^<!-- (\w+) -->\n/m);
  if (marks.length < 3) throw new Error("docs/performance.md has lost the marks that its parts stand below");
  const texts = new Map<string, string>();
  for (let mark = 1; mark < marks.length; mark += 2)
    texts.set(marks[mark] as string, (marks[mark + 1] as string).trim());
  texts.set(part, text.trim());
  return parts.flatMap((name) => (texts.has(name) ? [`<!-- ${name} -->\n${texts.get(name)}\n`] : [])).join("\n");
}
