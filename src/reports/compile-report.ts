import type { LineageBody, ReportMemberBody, RingReportBody } from "../contract/ring-report.ts";
import { toDecisionBody } from "../contract/to-decision-body.ts";
import { toEvidenceBody } from "../contract/to-evidence-body.ts";
import { toRingBody } from "../contract/to-ring-body.ts";
import { toRunBody } from "../contract/to-run-body.ts";
import { identifierKinds } from "../model/identifier.ts";
import type { RingChange } from "../model/ring-change.ts";
import type { RingMember } from "../model/ring-member.ts";
import type { SignalFinding } from "../model/signal.ts";
import { hashJson, type Json } from "../policies/canonical-json.ts";
import { describeCertainty, describeMethod, describeOperation } from "./describe-report.ts";
import type { ReportMaterial } from "./load-report-material.ts";

export interface ReportFrame {
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly isMasked: boolean;
  readonly programVersion: string;
}

/** What the hash of a report is taken over, in words that let anybody take it again. */
const hashedParts =
  "The canonical JSON (RFC 8785) of an object with four members, each as this report has it: `ring_id` (the `id` of `ring`), `manifest_hash` (the `hash` of the run's manifest, or null), `evidence` and `members`.";

/** Puts a report together: the figures, what they say in sentences, and a hash over the evidence. Pure. */
export function compileReport(material: ReportMaterial, frame: ReportFrame): RingReportBody {
  const { ring, capabilities, means, decisions, run, flagThreshold } = material;
  const evidence = material.evidence.map((item, place) => toEvidenceBody(item, material.indicators[place] ?? []));
  const members = material.members.map(toReportMember);
  const { manifest } = toRunBody(run);
  const figures = {
    accounts: ring.memberCount,
    exchanges: ring.requestCount,
    first_event_at: ring.firstEventAt.toISOString(),
    last_event_at: ring.lastEventAt.toISOString(),
    capabilities: capabilities.map(({ capability, requests }) => ({ capability, requests })),
    means: means.map(({ kind, used, shared }) => ({ kind, family: identifierKinds[kind].family, used, shared })),
  };
  const judgement = {
    risk: ring.risk,
    flag_threshold: flagThreshold,
    for: heaviestFirst(ring.signals.filter(({ weight }) => weight > 0)),
    against: heaviestFirst(ring.signals.filter(({ weight }) => weight <= 0)),
    members_with_objections: members.filter(({ against }) => against.length > 0).length,
  };
  const hashed = { ring_id: ring.id, manifest_hash: manifest?.hash ?? null, evidence, members };
  return {
    ring: toRingBody(ring),
    made_at: frame.madeAt.toISOString(),
    made_by: frame.madeBy,
    program_version: frame.programVersion,
    masked: frame.isMasked,
    operation: { ...figures, sentences: describeOperation(figures) },
    method: { sentences: describeMethod(ring, run) },
    certainty: { ...judgement, sentences: describeCertainty(judgement, ring, decisions) },
    decisions: decisions.map(toDecisionBody),
    lineage: material.history.flatMap((change) => toLineage(change, material)),
    run: { id: run.id, manifest },
    evidence,
    members,
    integrity: { algorithm: "SHA-256", over: hashedParts, hash: hashJson(hashed as unknown as Json) },
  };
}

function heaviestFirst(signals: readonly SignalFinding[]) {
  return signals
    .map(({ name, weight, summary }) => ({ name, weight, summary }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

function toReportMember(member: RingMember): ReportMemberBody {
  return {
    account_id: member.accountId,
    joined_at: member.joinedAt.toISOString(),
    evidence_bits: member.evidenceBits,
    request_count: member.requestCount,
    reasons: [...member.reasons],
    against: [...member.against],
  };
}

/** A change stands under the ring that was changed; seen from the other one it is the other way round. */
const relations = {
  split: ["split_from", "split_off"],
  merged: ["took_in", "went_into"],
  succeeded: ["succeeds", "succeeded_by"],
} as const;

function toLineage(change: RingChange, { ring, kin }: ReportMaterial): LineageBody[] {
  const { kind, ringId, otherRingId, at, reason } = change;
  if (kind !== "split" && kind !== "merged" && kind !== "succeeded") return [];
  const isOwn = ringId === ring.id;
  const other = kin.get((isOwn ? otherRingId : ringId) ?? "");
  if (!other) return [];
  return [
    {
      relation: relations[kind][isOwn ? 0 : 1],
      ring_id: other.id,
      at: at.toISOString(),
      reason,
      status: other.status,
      accounts: other.memberCount,
      exchanges: other.requestCount,
      first_event_at: other.firstEventAt.toISOString(),
      last_event_at: other.lastEventAt.toISOString(),
    },
  ];
}
