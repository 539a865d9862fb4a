import type { Ring } from "../model/ring.ts";
import { formatTable } from "./format-table.ts";
import { formatCount, formatDay, formatRisk } from "./format-values.ts";

/** Rings for people: one line each, in 100 columns. */
export function ringTable(rings: readonly Ring[]): string {
  const columns = [
    { title: "ring" },
    { title: "risk", align: "right" },
    { title: "members", align: "right" },
    { title: "requests", align: "right" },
    { title: "status" },
    { title: "last event" },
    { title: "tied by", maxWidth: 28 },
  ] as const;
  const rows = rings.map((ring) => [
    ring.id,
    formatRisk(ring.risk),
    formatCount(ring.memberCount),
    formatCount(ring.requestCount),
    ring.flagged ? ring.status : `${ring.status}, not flagged`,
    formatDay(ring.lastEventAt),
    ring.families.join(", "),
  ]);
  return formatTable(columns, rows);
}
