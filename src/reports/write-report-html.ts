import { createHash } from "node:crypto";
import type { LineageBody, RingReportBody } from "../contract/ring-report.ts";
import { Html, html } from "./html.ts";
import { amountOf, momentOf, percentOf } from "./report-words.ts";

const style = `
:root { color-scheme: light; }
body { font: 11pt/1.45 Georgia, "Times New Roman", serif; color: #111; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7em; margin-bottom: 0; }
h2 { font-size: 1.2em; border-bottom: 1px solid #999; margin-top: 2em; break-after: avoid; }
table { border-collapse: collapse; width: 100%; font-size: 0.85em; }
caption { text-align: left; font-style: italic; padding-bottom: 0.3em; }
th, td { text-align: left; vertical-align: top; padding: 0.25em 0.6em 0.25em 0; border-bottom: 1px solid #ddd; overflow-wrap: anywhere; }
th { border-bottom: 1px solid #777; }
td.number, th.number { text-align: right; white-space: nowrap; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
code { font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
ul { padding-left: 1.2em; margin: 0; }
@page { margin: 2cm; }
@media print { body { max-width: none; margin: 0; padding: 0; } a { color: inherit; } }
`;

/** Nothing may be loaded and nothing runs; the one style sheet is known by its hash. */
export const reportPolicy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'`;

/** A report as one page that needs nothing besides itself: no script, no picture, no request; made to be printed. */
export function writeReportHtml(report: RingReportBody): string {
  const { ring, operation, method, certainty, decisions, lineage, run, evidence, members, integrity } = report;
  const title = `Report on ${ring.id}`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${reportPolicy}">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>Made on ${momentOf(report.made_at)} by ${report.made_by} with Ringfence ${report.program_version}. Status: ${ring.status}.
${report.masked ? "Identifiers are masked; one mask stands for one identifier." : "Identifiers are shown as they are."}</p>
</header>
<main>
<h2>What happened</h2>
${paragraphs(operation.sentences)}
${table(
  "What it was aimed at",
  ["capability", "exchanges#"],
  operation.capabilities.map(({ capability, requests }) => [capability ?? "(none named)", requests]),
)}
${table(
  "What the accounts used in the run's window",
  ["kind", "family", "different ones#", "used by several members#"],
  operation.means.map(({ kind, family, used, shared }) => [kind, family, used, shared]),
)}
<h2>How it was found</h2>
${paragraphs(method.sentences)}
<h2>How sure it is</h2>
${paragraphs(certainty.sentences)}
${signals("What speaks for coordinated abuse", certainty.for)}
${signals("What speaks against it", certainty.against)}
<h2>Decisions</h2>
${table(
  "Newest first",
  ["when", "decision", "by", "risk seen#", "reason"],
  decisions.map((decision) => [
    momentOf(decision.decided_at),
    decision.outcome,
    decision.decided_by,
    percentOf(decision.risk_when_decided),
    decision.reason,
  ]),
)}
<h2>Related rings</h2>
${table("Where it comes from, and what came of it", ["relation", "ring", "accounts#", "exchanges#", "span", "how"], lineage.map(lineageRow))}
<h2>Shared identifiers</h2>
${table(
  "The largest contribution first",
  ["kind", "identifier", "members#", "others#", "bits#", "first seen", "last seen", "verdict", "told by"],
  evidence.map((item) => [
    item.kind,
    item.value,
    item.member_count,
    item.other_count,
    item.bits.toFixed(1),
    momentOf(item.first_seen_at),
    momentOf(item.last_seen_at),
    item.verdict ?? "",
    item.indicators.map(({ peer }) => peer).join(", "),
  ]),
)}
<h2>Members</h2>
${table(
  amountOf(members.length, "account"),
  ["account", "in since", "exchanges#", "what ties it", "what speaks against"],
  members.map((member) => [
    member.account_id,
    momentOf(member.joined_at),
    member.request_count,
    list(member.reasons),
    list(member.against),
  ]),
)}
<h2>To reproduce and to check</h2>
<p>Run <code>${run.id}</code>. The same events, policy, program and words of analysts give the same hashes.</p>
${table("Manifest of the run", ["what", "value"], manifestRows(run.manifest))}
<p>${integrity.algorithm} over the evidence: <code>${integrity.hash}</code></p>
<p>Taken over: ${integrity.over} The same report as JSON has them.</p>
</main>
</body>
</html>
`;
  return page.text;
}

const paragraphs = (sentences: readonly string[]) =>
  sentences.map(
    (sentence) => html`<p>${sentence}</p>
`,
  );
const list = (sentences: readonly string[]) =>
  sentences.length === 0 ? "" : html`<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;

type Cell = string | number | Html;

/** A column whose title ends in # holds numbers. */
function table(caption: string, titles: readonly string[], rows: readonly (readonly Cell[])[]): Html {
  if (rows.length === 0) return html`<p>None.</p>`;
  const classOf = (column: number) => (titles[column]?.endsWith("#") === true ? new Html(' class="number"') : "");
  return html`<table><caption>${caption}</caption>
<thead><tr>${titles.map((title, column) => html`<th scope="col"${classOf(column)}>${title.replace("#", "")}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (cells) => html`<tr>${cells.map((cell, column) => html`<td${classOf(column)}>${format(cell)}</td>`)}</tr>
`,
)}</tbody></table>`;
}

const format = (cell: Cell): string | Html => (typeof cell === "number" ? cell.toLocaleString("en-US") : cell);

function signals(caption: string, found: RingReportBody["certainty"]["for"]): Html {
  return table(
    caption,
    ["weight#", "signal", "because"],
    found.map(({ name, weight, summary }) => [weight.toFixed(1), name, summary]),
  );
}

const relationWords: Readonly<Record<LineageBody["relation"], string>> = {
  split_from: "split off",
  took_in: "took in",
  succeeds: "succeeds",
  split_off: "gave rise to",
  went_into: "went into",
  succeeded_by: "was succeeded by",
};

function lineageRow({
  relation,
  ring_id,
  accounts,
  exchanges,
  first_event_at,
  last_event_at,
  reason,
  status,
}: LineageBody) {
  const span = `${momentOf(first_event_at)} to ${momentOf(last_event_at)}`;
  return [relationWords[relation], `${ring_id} (${status})`, accounts, exchanges, span, reason];
}

/** Names with dots for what lies inside: `read.accounts`. */
function manifestRows(manifest: object | null, path = ""): Cell[][] {
  return Object.entries(manifest ?? {}).flatMap(([name, value]) =>
    typeof value === "object" && value !== null
      ? manifestRows(value, `${path}${name}.`)
      : [[`${path}${name}`, html`<code>${String(value)}</code>`]],
  );
}
