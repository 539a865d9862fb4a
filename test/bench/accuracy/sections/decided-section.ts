import { formatCount, formatPlural } from "../../../../src/cli/format-values.ts";
import type { DecidedFigures } from "../measure-decided.ts";
import { ablationColumns, addUpAblations, formatChanges, formatTotals } from "./ablation-rows.ts";
import { columnsOf, type Section } from "./section.ts";

/** What the signals on what analysts have said are worth, where an analyst has said something. */
export function decidedSection(worlds: readonly DecidedFigures[]): Section {
  const heard = addUpAblations(worlds.map((world) => world.heard));
  const sum = (count: (world: DecidedFigures) => number) =>
    formatCount(worlds.reduce((total, world) => total + count(world), 0));
  return {
    title: "What decisions are worth",
    columns: columnsOf("without", ...ablationColumns),
    rows: [
      ["(all heard)", ...formatTotals(heard)],
      ...worlds[0].ablations.map(({ signal }, place) => [
        signal,
        ...formatChanges(addUpAblations(worlds.map((world) => world.ablations[place])), heard),
      ]),
      ["(nothing said)", ...formatChanges(addUpAblations(worlds.map((world) => world.unsaid)), heard)],
    ],
    notes: [
      `${formatPlural(worlds.length, "world")} with careful rings, of which an analyst who knows the truth saw a run after 18 days; judged is another run, after 26, when the second pools of banned rings begin. ${sum(({ confirmedRings }) => confirmedRings)} rings were confirmed, ${sum(({ dismissedGroups }) => dismissedGroups)} honest groups dismissed, ${sum(({ verdicts }) => verdicts)} addresses or cards called an office's; banks reported ${sum(({ reportedCards }) => reportedCards)} cards, half of them rings' and half stolen from others.`,
    ],
  };
}
