import { formatCount, formatDecimal, formatRisk, formatWeight } from "../../../src/cli/format-values.ts";
import { columnsOf, type Section } from "../accuracy/sections/section.ts";
import { listFaults, percent } from "./judge-operation.ts";
import type { LetterFigures } from "./letter-figures.ts";

const stages = ["load", "link", "group", "assess", "match", "publish"] as const;

/** What was said and how right it is, then what it took; a row for each scale. */
export function toLetterSections(figures: readonly LetterFigures[]): Section[] {
  return [toClaimSection(figures), toCostSection(figures), toStageSection(figures)];
}

function toClaimSection(figures: readonly LetterFigures[]): Section {
  const rows = figures.flatMap(({ scale, claims }) =>
    claims.map(({ name, said, off, ...claim }, place) => [
      place === 0 ? `${scale}` : "",
      name,
      readable(said) || "nothing",
      readable(claim.true),
      percent(off),
    ]),
  );
  const columns = [{ title: "scale" }, ...columnsOf("what", "the report says", "the truth", "off by")];
  return { title: "The letter: what the report says", columns, rows, notes: figures.flatMap(toHitNotes) };
}

function toHitNotes(figures: LetterFigures): string[] {
  const { scale, hits, truth } = figures;
  const missed = Object.entries(hits.missedAccounts).map(([group, count]) => `${formatCount(count)} of ${group}`);
  const faults = listFaults(figures);
  return [
    [
      `At ${scale}: ${hits.flaggedRings} flagged rings, ${hits.rings} of them in the largest lineage`,
      `missed accounts: ${missed.join(", ") || "none"}`,
      `honest accounts flagged: ${hits.honestAccounts} of ${formatCount(truth.honest_accounts)}, honest groups: ${hits.honestGroups.join(", ") || "none"}.`,
    ].join("; "),
    ...hits.wrongRings.map(
      ({ risk, honestAccounts, fakeAccounts, groups, signals }) =>
        `At ${scale}, a ring at risk ${formatRisk(risk)} has ${honestAccounts} honest accounts, of ${groups.slice(0, 5).join(", ")}, and ${fakeAccounts} fake ones: ${signals.map(({ name, weight }) => `${name} ${formatWeight(weight)}`).join(", ")}.`,
    ),
    ...hits.lineage.slice(0, 3).map((reason) => `At ${scale}, the history says: ${shorten(reason)}.`),
    faults.length === 0 ? `At ${scale} all figures are within 1 %.` : `Not as it must be: ${faults.join("; ")}.`,
  ];
}

function toCostSection(figures: readonly LetterFigures[]): Section {
  const rows = figures.map(
    ({ scale, truth, makeSeconds, ingest, runs, reportSeconds, together, peak, databaseBytes }) => {
      const ingestSeconds = ingest.reduce((sum, { seconds }) => sum + seconds, 0);
      const runSeconds = runs.map(({ seconds }) => seconds);
      const total = ingestSeconds + runSeconds.reduce((sum, seconds) => sum + seconds, 0) + reportSeconds;
      return [
        `${scale}`,
        formatCount(truth.accounts),
        formatCount(truth.events),
        formatDecimal(makeSeconds),
        formatDecimal(ingestSeconds),
        `${formatCount(Math.round(truth.events / ingestSeconds))}/s`,
        ...runSeconds.map(formatDecimal),
        formatDecimal(reportSeconds),
        formatDecimal(total),
        formatMegabytes(together),
        formatMegabytes(peak.service),
        formatMegabytes(peak.postgres),
        formatMegabytes(databaseBytes),
      ];
    },
  );
  const titles = ["accounts", "events", "make", "ingest", "rate", "run 1", "run 2", "report", "total", "memory"];
  const columns = columnsOf("scale", ...titles, "service", "Postgres", "on disk");
  const notes = [
    "Times in seconds; the total is without making the world. Run 1 is on the day of the ban, run 2 at the end; both wait for the roll-up.",
    "Memory: the peak of service, Postgres and client together, what they share counted once; then of each by itself.",
    ...growthNotes(figures),
  ];
  return { title: "The letter: what it takes", columns, rows, notes };
}

/** How time and memory grow with the world: the exponent between the smallest and the largest scale. */
function growthNotes(figures: readonly LetterFigures[]): string[] {
  const [small, large] = [figures[0], figures.at(-1)];
  if (small === undefined || large === undefined || small === large) return [];
  const exponent = (measure: (of: LetterFigures) => number) =>
    (Math.log(measure(large) / measure(small)) / Math.log(large.scale / small.scale)).toFixed(2);
  const run = (of: LetterFigures) => of.runs.at(-1)?.seconds ?? Number.NaN;
  const ingest = (of: LetterFigures) => of.ingest.reduce((sum, { seconds }) => sum + seconds, 0);
  const growth = [
    `ingest ${exponent(ingest)}`,
    `run 2 ${exponent(run)}`,
    ...stages.map((stage) => `${stage} ${exponent((of) => of.runs.at(-1)?.body.timings[stage] ?? Number.NaN)}`),
    `memory ${exponent((of) => of.together ?? Number.NaN)}`,
  ];
  return [`Growth exponents from ${small.scale} to ${large.scale}: ${growth.join(", ")}.`];
}

function toStageSection(figures: readonly LetterFigures[]): Section {
  const rows = figures.flatMap(({ scale, runs }) =>
    runs.map(({ seconds, answers, body: { timings, counts } }, run) => {
      const spent = stages.map((stage) => timings[stage] ?? 0);
      const waited = Math.max(0, seconds - spent.reduce((sum, stage) => sum + stage, 0));
      return [
        `${scale}, run ${run + 1}`,
        formatDecimal(waited),
        ...spent.map(formatDecimal),
        formatCount(counts.sightings ?? 0),
        formatCount(counts.links ?? 0),
        Math.round(answers.p99Milliseconds).toString(),
        Math.round(answers.longestMilliseconds).toString(),
        Math.round(answers.loopMilliseconds).toString(),
      ];
    }),
  );
  const machine = figures.at(-1)?.machine;
  const notes = [
    "Seconds; `wait` is for the roll-up of what was just sent, and what passes between two looks at the run.",
    "Meanwhile a client read a page of rings twenty times a second: `read p99` and `longest` are its waits, `loop` the longest that the service's event loop stood still, in milliseconds.",
    ...(machine === undefined
      ? []
      : [
          `Machine: ${machine.cores} cores (${machine.processor}), ${formatMegabytes(machine.memoryBytes)}, ${machine.system}, Node ${machine.node}, PostgreSQL ${machine.postgres}.`,
          `Load average before the start: ${figures.map(({ machine: { loadBefore } }) => loadBefore.toFixed(1)).join(", ")}; above 0.5 other programs had a part in the times.`,
        ]),
  ];
  return {
    title: "The letter: stages of the runs",
    columns: columnsOf("run", "wait", ...stages, "sightings", "links", "read p99", "longest", "loop"),
    rows,
    notes,
  };
}

/** A succession's sentence names everything that was taken over; how much it was stands before the bracket. */
const shorten = (reason: string): string => reason.replace(/(use them) \(.*\)/, "$1");

/** Counts with commas; times and words as they are. */
const readable = (text: string): string => (/^\d+$/.test(text) ? formatCount(Number(text)) : text);

const formatMegabytes = (bytes: number | undefined): string =>
  bytes === undefined ? "unknown" : `${formatCount(Math.round(bytes / 1e6))} MB`;
