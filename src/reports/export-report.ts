import { maskIdentifiers, showPlainly } from "../contract/mask-identifiers.ts";
import type { RingReportBody } from "../contract/ring-report.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Actor } from "../model/actor.ts";
import type { Identifier } from "../model/identifier.ts";
import { programVersion } from "../program-version.ts";
import { createMatcher } from "../indicators/match-indicators.ts";
import { compileReport } from "./compile-report.ts";
import { loadReportMaterial } from "./load-report-material.ts";
import { noteExport } from "../audit/note-export.ts";

export interface ExportReport {
  readonly ringId: string;
  /** What it is written as, for the record. */
  readonly format: "json" | "html" | "csv";
  readonly isMasked: boolean;
  readonly actor: Actor;
}

/**
 * Makes the report on a ring, as it is at one moment, and puts on record that it was made: with its hash, so that a report which turns up later
 * can be told from one that was changed.
 *
 * @throws {DomainError} `ring-not-found`
 */
export function exportReport(
  { database, clock, secret }: Pick<Dependencies, "database" | "clock" | "secret">,
  { ringId, format, isMasked, actor }: ExportReport,
): Promise<RingReportBody> {
  return inTransaction(database, async ({ tx, client }) => {
    await client.query("set transaction isolation level repeatable read");
    const reveal = isMasked ? maskIdentifiers(secret) : showPlainly;
    const madeAt = clock.now();
    const match = createMatcher(tx, secret);
    const findTold = (evidence: readonly Identifier[]) => match(evidence, madeAt);
    const material = await loadReportMaterial(tx, ringId, { reveal, isMasked, findTold });
    const frame = { madeAt, madeBy: actor.name, isMasked, programVersion: programVersion() };
    const report = compileReport(material, frame);
    const details = { masked: isMasked, accounts: report.members.length, sha256: report.integrity.hash };
    await noteExport(tx, { at: madeAt, actor, ringId: report.ring.id, format, details });
    return report;
  });
}
