import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import type { RingReportBody } from "../../src/contract/ring-report.ts";
import { writeMemberCsv } from "../../src/reports/write-member-csv.ts";

test("an account may be called anything: it stays in its field, and no spreadsheet takes it for a formula", () => {
  const names = ['=HYPERLINK("http://x")', "+1", "-1", "@a", 'a"b,c', "a\r\nb", "\ta", "plain"];
  const members = names.map((account_id) => {
    return {
      account_id,
      joined_at: "2026-01-01T00:00:00Z",
      evidence_bits: 1,
      request_count: -1,
      reasons: [],
      against: [],
    };
  });
  const text = writeMemberCsv({ ring: { id: "ring_1" }, members } as unknown as RingReportBody);
  const rows = parse(text, { columns: true }) as { account_id: string; request_count: string }[];
  expect(rows.map((row) => row.account_id)).toEqual(names.map((name) => (/^[=+\-@\t]/.test(name) ? `'${name}` : name)));
  expect(rows[0]?.request_count).toBe("-1");
});
