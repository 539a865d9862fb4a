import { formatCount } from "../../../../src/cli/format-values.ts";
import type { PromptFigures, PromptScore } from "../prompts.ts";
import { columnsOf, formatShare, type Section } from "./section.ts";

/** How well fingerprints find prompts of one template. */
export function promptsSection({ prompts, families, all, halves, byView, sharedByStrangers }: PromptFigures): Section {
  const row = (name: string, score: PromptScore) => [
    name,
    ...[score.pairPrecision, score.pairRecall, score.groupPrecision, score.groupRecall].map(formatShare),
  ];
  return {
    title: "Prompts of known templates",
    columns: columnsOf("prompts", "pair precision", "pair recall", "group precision", "group recall"),
    rows: [
      row("all", all),
      row("of every other template", halves[0]),
      row("of the other templates", halves[1]),
      ...byView.map(({ view, score }) => row(`all, by the ${view} alone`, score)),
    ],
    notes: [
      `${formatCount(prompts)} prompts, of ${formatCount(families)} templates and of strangers, each taken for another account's. Pairs: two prompts that share a fingerprint, against two of one template. Groups: prompts joined by fingerprints of four or more. Held against: pairs 0.98 at 0.70, groups 0.98 at 0.90.`,
      `Fingerprints that two strangers share: ${formatCount(sharedByStrangers)}.`,
    ],
  };
}
