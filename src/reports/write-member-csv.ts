import type { RingReportBody } from "../contract/ring-report.ts";

const columns = ["ring_id", "account_id", "joined_at", "evidence_bits", "request_count", "reasons", "against"] as const;

/** A report's members as CSV (RFC 4180), a header first. Sentences are joined by " | ". */
export function writeMemberCsv({ ring, members }: RingReportBody): string {
  const rows = members.map(({ account_id, joined_at, evidence_bits, request_count, reasons, against }) => [
    ring.id,
    account_id,
    joined_at,
    evidence_bits,
    request_count,
    reasons.join(" | "),
    against.join(" | "),
  ]);
  return [columns, ...rows].map((row) => `${row.map(toField).join(",")}\r\n`).join("");
}

/** A spreadsheet would take a text that begins like a formula for one, and an account may be called anything: an apostrophe keeps it a text. */
function toField(value: string | number): string {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
