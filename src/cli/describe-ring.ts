import type { Ring } from "../model/ring.ts";
import type { RingMember } from "../model/ring-member.ts";
import type { SignalFinding } from "../model/signal.ts";
import type { RingReport } from "../rings/load-ring-report.ts";
import { formatTable } from "./format-table.ts";
import {
  formatCount,
  formatDay,
  formatDecimal,
  formatMinute,
  formatPlural,
  formatRisk,
  formatWeight,
  printable,
} from "./format-values.ts";
import { wrapWords } from "./wrap-words.ts";

const shownIdentifiers = 12;
const shownMembers = 20;
const shownReasons = 3;
const shownChanges = 10;

/** A ring for people: one sentence, the reasons for and against, what its members share, who they are. */
export function describeRing({ ring, evidence, members, decisions, history }: RingReport): string {
  const sections = [
    `${ring.id}: ${summarise(ring)}`,
    section("Speaks for a ring", signalTable(ring.signals.filter(({ weight }) => weight > 0))),
    section("Speaks against it", signalTable(ring.signals.filter(({ weight }) => weight <= 0))),
    section(titleOf("Shared identifiers", shownIdentifiers, evidence.length), identifierTable(evidence)),
    section(titleOf("Members", shownMembers, members.length), memberList(members)),
    section("Decisions", decisionTable(decisions)),
    section(titleOf("History", shownChanges, history.length), historyTable(history)),
  ];
  return `${sections.filter((text) => text !== "").join("\n")}\n`;
}

function summarise(ring: Ring): string {
  const tied = ring.families.length === 0 ? "" : ` tied together by ${listWords(ring.families)}`;
  const flagged = ring.flagged ? `flagged since ${formatDay(ring.firstFlaggedAt)}` : "not flagged";
  const span = `${formatDay(ring.firstEventAt)} to ${formatDay(ring.lastEventAt)}`;
  return [
    `${formatPlural(ring.memberCount, "account")}${tied}.`,
    `Active from ${span}, ${formatPlural(ring.requestCount, "request")}.`,
    `Risk ${formatRisk(ring.risk)}, ${flagged}, ${ring.status}.`,
    "",
  ].join("\n");
}

function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

const section = (title: string, table: string): string => (table === "" ? "" : `${title}\n\n${table}`);

const titleOf = (title: string, shown: number, all: number): string =>
  all > shown ? `${title} (${shown} of ${formatCount(all)}; --json has all)` : title;

function signalTable(signals: readonly SignalFinding[]): string {
  if (signals.length === 0) return "";
  const strongestFirst = [...signals].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const columns = [
    { title: "weight", align: "right" },
    { title: "signal" },
    { title: "because", maxWidth: 64, wrap: true },
  ] as const;
  const rows = strongestFirst.map(({ weight, name, summary }) => [formatWeight(weight), name, summary]);
  return formatTable(columns, rows);
}

function identifierTable(evidence: RingReport["evidence"]): string {
  if (evidence.length === 0) return "";
  const hasVerdicts = evidence.some(({ verdict }) => verdict !== null);
  const columns = [
    { title: "kind" },
    { title: "value", maxWidth: 36 },
    { title: "members", align: "right" },
    { title: "others", align: "right" },
    { title: "bits", align: "right" },
    { title: "first seen" },
    ...(hasVerdicts ? [{ title: "verdict" }] : []),
  ] as const;
  const rows = evidence
    .slice(0, shownIdentifiers)
    .map((shared) => [
      shared.kind,
      shared.value,
      formatCount(shared.memberCount),
      formatCount(shared.otherCount),
      formatDecimal(shared.bits),
      formatDay(shared.firstSeenAt),
      ...(hasVerdicts ? [shared.verdict ?? ""] : []),
    ]);
  return formatTable(columns, rows);
}

function memberList(members: RingReport["members"]): string {
  return members.slice(0, shownMembers).map(describeMember).join("");
}

function describeMember({ accountId, joinedAt, evidenceBits, requestCount, reasons, against }: RingMember): string {
  const standing = `in since ${formatDay(joinedAt)}, strongest link ${formatDecimal(evidenceBits)} bits`;
  const lines = [
    `${accountId}: ${standing}, ${formatPlural(requestCount, "request")}`,
    ...reasons.slice(0, shownReasons).map((reason) => `  + ${reason}`),
    ...against.map((objection) => `  - ${objection}`),
  ];
  return lines.map((line) => `${wrapWords(printable(line))}\n`).join("");
}

function decisionTable(decisions: RingReport["decisions"]): string {
  if (decisions.length === 0) return "";
  const columns = [
    { title: "when" },
    { title: "outcome" },
    { title: "by", maxWidth: 16 },
    { title: "risk", align: "right" },
    { title: "reason", maxWidth: 40, wrap: true },
  ] as const;
  const rows = decisions.map(({ decidedAt, outcome, decidedBy, riskWhenDecided, reason }) => [
    formatMinute(decidedAt),
    outcome,
    decidedBy,
    formatRisk(riskWhenDecided),
    reason,
  ]);
  return formatTable(columns, rows);
}

function historyTable(history: RingReport["history"]): string {
  if (history.length === 0) return "";
  const columns = [{ title: "when" }, { title: "what" }, { title: "how", maxWidth: 66, wrap: true }] as const;
  const rows = history.slice(0, shownChanges).map(({ at, kind, reason }) => [formatMinute(at), kind, reason]);
  return formatTable(columns, rows);
}
