import type { TableColumn } from "../../../src/cli/format-table.ts";
import { formatCount, formatDecimal } from "../../../src/cli/format-values.ts";
import { evasionKnobNames, evasionKnobs } from "../../../src/simulate/evasion.ts";
import { addUpJudgements, ratesOf } from "../accuracy/add-up-judgements.ts";
import type { Judgement } from "../accuracy/judge-groups.ts";
import type { Section } from "../accuracy/sections/section.ts";
import { pricePerHundred } from "./price.ts";
import type { Setting } from "./settings.ts";

/** A table of settings with what became of each. */
export interface MeasuredTable {
  readonly title: string;
  readonly about: string;
  readonly rows: readonly MeasuredSetting[];
}

interface MeasuredSetting {
  readonly name: string;
  readonly setting: Setting;
  readonly judgement: Judgement;
}

const left = (title: string): TableColumn => ({ title });
const right = (title: string): TableColumn => ({ title, align: "right" });

const settingColumns: readonly TableColumn[] = [
  left("setting"),
  left("found"),
  ...["recall", "rings", "honest accounts", "honest groups", "cards", "addresses", "templates", "requests a day"].map(
    right,
  ),
];

/** Everything that is printed and written, in order. */
export function toEvasionSections(tables: readonly MeasuredTable[]): Section[] {
  return [...tables.map(toSection), knobSection];
}

function toSection({ title, about, rows }: MeasuredTable): Section {
  const escaped = rows.filter(({ judgement }) => recallOf(judgement) < 0.5).map(({ name }) => name);
  return {
    title,
    columns: settingColumns,
    rows: rows.map(toRow),
    notes: [
      about,
      escaped.length === 0
        ? "At each of these settings half of the accounts or more are found."
        : `Fewer than half of the accounts are found at: ${escaped.join("; ")}.`,
      `Honest groups flagged, at all of these settings together: ${describeAccused(rows)}.`,
    ],
  };
}

function describeAccused(rows: readonly MeasuredSetting[]): string {
  const { honestKinds } = addUpJudgements(rows.map(({ judgement }) => judgement));
  const accused = honestKinds.filter(({ flaggedGroups }) => flaggedGroups > 0);
  if (accused.length === 0) return "none";
  return accused
    .map(({ kind, groups, flaggedGroups }) => `${flaggedGroups} of ${groups} of the kind ${kind}`)
    .join(", ");
}

function toRow({ name, setting, judgement }: MeasuredSetting): string[] {
  const recall = recallOf(judgement);
  const found = judgement.rings.filter(({ flagged }) => flagged).length;
  const groups = judgement.honestKinds.reduce((sum, { flaggedGroups }) => sum + flaggedGroups, 0);
  const { cards, addresses, templates, harvest } = pricePerHundred(setting);
  return [
    name,
    bar(recall),
    recall.toFixed(3),
    `${found}/${judgement.rings.length}`,
    formatCount(judgement.flagged - judgement.truePositives),
    formatCount(groups),
    ...[cards, addresses, templates, harvest].map(formatDecimal),
  ];
}

function recallOf(judgement: Judgement): number {
  return ratesOf(judgement).recall ?? 0;
}

const barLength = 10;

/** Ten blocks for all. */
function bar(share: number): string {
  const full = Math.round(share * barLength);
  return "█".repeat(full) + "░".repeat(barLength - full);
}

const knobSection: Section = {
  title: "The knobs",
  columns: [left("knob"), left("what it is"), ...["usual", "least", "most"].map(right)],
  rows: evasionKnobNames.map((name) => {
    const { meaning, usual, least, most } = evasionKnobs[name];
    return [name, meaning, ...[usual, least, most].map(String)];
  }),
  notes: ["`ringfence simulate --set NAME=VALUE` turns one; `rings.disguised=3` makes three rings that obey them."],
};
