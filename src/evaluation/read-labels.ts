import type { Readable } from "node:stream";
import { parse } from "csv-parse";
import { z } from "zod";
import { DomainError } from "../model/errors.ts";
import type { Label } from "../model/label.ts";

const Row = z.object({
  account_id: z.string().min(1),
  label: z.enum(["0", "1"]),
  group: z.string().default(""),
  group_kind: z.string().default(""),
});

/**
 * Reads a labels file: CSV with a header; `account_id` and `label` (1 = fake) are needed, `group` and `group_kind` are not.
 *
 * @throws {DomainError} `labels-unreadable`, naming the line
 */
export async function readLabels(source: Readable): Promise<Label[]> {
  const rows = source.pipe(parse({ columns: true, bom: true, info: true, trim: true, skip_empty_lines: true }));
  // An error of the source does not travel through pipe by itself.
  source.once("error", (error) => rows.destroy(error));
  const labels: Label[] = [];
  try {
    for await (const { record, info } of rows) labels.push(toLabel(record, info.lines));
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError("invalid", "labels-unreadable", `The labels cannot be read: ${(error as Error).message}`);
  }
  return labels;
}

function toLabel(record: unknown, line: number): Label {
  const row = Row.safeParse(record);
  if (!row.success) {
    const [fault] = row.error.issues;
    const detail = `${fault?.path.join(".")}: ${fault?.message}`;
    throw new DomainError("invalid", "labels-unreadable", `The labels cannot be read: line ${line}, ${detail}`);
  }
  const { account_id: accountId, label, group, group_kind: groupKind } = row.data;
  return { accountId, isFake: label === "1", group, groupKind };
}
