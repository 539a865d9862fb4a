import { recordAudit } from "./audit-queries.ts";
import type { Db } from "../db/database.ts";
import type { Actor } from "../model/actor.ts";
import type { AuditState } from "../model/audit-entry.ts";

/** What a ring can be written as to leave for somewhere else. */
export type ExportFormat = "json" | "html" | "csv" | "graphml" | "gexf" | "stix";

/** A ring that left for somewhere else. */
export interface NotedExport {
  readonly at: Date;
  readonly actor: Actor;
  readonly ringId: string;
  readonly format: ExportFormat;
  /** What else is to be known of it; never an identifier. */
  readonly details?: AuditState;
}

/** Puts on record that a ring was exported, by whom and as what. */
export function noteExport(db: Db, { at, actor, ringId, format, details }: NotedExport): Promise<void> {
  const after = { format, ...details };
  return recordAudit(db, { at, actor, action: "ring.exported", subject: ringId, before: null, after });
}
