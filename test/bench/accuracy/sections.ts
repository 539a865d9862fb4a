import type { TableColumn } from "../../../src/cli/format-table.ts";
import { formatCount } from "../../../src/cli/format-values.ts";
import { addUpJudgements, ratesOf } from "./add-up-judgements.ts";
import type { Figures, WorldFigures } from "./figures.ts";

/** A table with its title and what has to be said about it. */
export interface Section {
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

const left = (title: string): TableColumn => ({ title });
const right = (title: string): TableColumn => ({ title, align: "right" });

/** Four decimals: the aims lie within half a percent of one. */
const share = (value: number | undefined): string => (value === undefined ? "-" : value.toFixed(4));

/** Everything that is printed and written, in order. */
export function toSections(figures: Figures): Section[] {
  const scenarios = [...new Set(figures.worlds.map(({ scenario }) => scenario))];
  return scenarios.flatMap((scenario) => {
    const worlds = figures.worlds.filter((world) => world.scenario === scenario);
    return [
      scoreSection(scenario, worlds),
      kindSection(scenario, worlds),
      honestSection(scenario, worlds),
      sizeSection(scenario, worlds),
    ];
  });
}

function scoreSection(scenario: string, worlds: readonly WorldFigures[]): Section {
  const row = (
    name: string,
    judgement: Pick<WorldFigures["judgement"], "flagged" | "fake" | "truePositives">,
    seconds: number,
  ) => {
    const { precision, recall, f1 } = ratesOf(judgement);
    const wrongly = judgement.flagged - judgement.truePositives;
    return [
      name,
      formatCount(judgement.flagged),
      formatCount(judgement.fake),
      formatCount(wrongly),
      share(precision),
      share(recall),
      share(f1),
      seconds.toFixed(1),
    ];
  };
  const seconds = worlds.reduce((sum, world) => sum + world.seconds, 0) / worlds.length;
  return {
    title: `Accounts, ${scenario} worlds`,
    columns: [
      left("seed"),
      ...["flagged", "fake", "wrongly flagged", "precision", "recall", "F1", "seconds"].map(right),
    ],
    rows: [
      ...worlds.map(({ seed, judgement, seconds }) => row(String(seed), judgement, seconds)),
      row("all", addUpJudgements(worlds.map(({ judgement }) => judgement)), seconds),
    ],
    notes: [],
  };
}

function kindSection(scenario: string, worlds: readonly WorldFigures[]): Section {
  const rings = worlds.flatMap(({ judgement }) => judgement.rings);
  const kinds = [...new Set(rings.map(({ kind }) => kind))].sort();
  return {
    title: `Rings by kind, ${scenario} worlds`,
    columns: [left("kind"), ...["rings", "found", "members", "flagged", "recall"].map(right)],
    rows: kinds.map((kind) => {
      const ofKind = rings.filter((ring) => ring.kind === kind);
      const members = ofKind.reduce((sum, ring) => sum + ring.members, 0);
      const flagged = ofKind.reduce((sum, ring) => sum + ring.flaggedMembers, 0);
      const found = ofKind.filter((ring) => ring.flagged).length;
      return [
        kind,
        formatCount(ofKind.length),
        formatCount(found),
        formatCount(members),
        formatCount(flagged),
        share(flagged / members),
      ];
    }),
    notes: ["A ring is found when half of its members are flagged."],
  };
}

function honestSection(scenario: string, worlds: readonly WorldFigures[]): Section {
  const { honestKinds } = addUpJudgements(worlds.map(({ judgement }) => judgement));
  return {
    title: `Honest groups, ${scenario} worlds`,
    columns: [left("kind"), right("groups"), right("flagged"), right("any member flagged")],
    rows: honestKinds.map(({ kind, groups, flaggedGroups, touchedGroups }) => [
      kind,
      formatCount(groups),
      formatCount(flaggedGroups),
      formatCount(touchedGroups),
    ]),
    notes: ["A group is flagged when two of its members or more, or a quarter or more, are."],
  };
}

function sizeSection(scenario: string, worlds: readonly WorldFigures[]): Section {
  const { sizes } = addUpJudgements(worlds.map(({ judgement }) => judgement));
  return {
    title: `False positives by ring size, ${scenario} worlds`,
    columns: [left("accounts in the ring"), right("flagged"), right("wrongly"), right("share")],
    rows: sizes
      .filter(({ flagged }) => flagged > 0)
      .map(({ smallest, largest, flagged, falsePositives }) => [
        largest === Infinity
          ? `${formatCount(smallest)} or more`
          : `${formatCount(smallest)} - ${formatCount(largest)}`,
        formatCount(flagged),
        formatCount(falsePositives),
        share(falsePositives / flagged),
      ]),
    notes: [],
  };
}
