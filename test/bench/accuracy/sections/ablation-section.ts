import { formatCount } from "../../../../src/cli/format-values.ts";
import { addUpJudgements } from "../add-up-judgements.ts";
import type { WorldFigures } from "../figures.ts";
import type { Judgement } from "../judge-groups.ts";
import type { SignupFigures } from "../measure-signups.ts";
import { addUpReliability, brierScore, type Reliability } from "../reliability.ts";
import { columnsOf, type Section } from "./section.ts";

/** What changes where one signal is not heard, over the worlds of all scenarios and a shop's sign-ups. */
export function ablationSection(worlds: readonly WorldFigures[], signups: SignupFigures | undefined): Section {
  const whole = describe(
    worlds.map(({ ringfence }) => ringfence.judgement),
    worlds.map(({ reliability }) => reliability),
  );
  const shop = signups?.methods.find(({ name }) => name === "Ringfence");
  const rows = worlds[0].ablations.map(({ signal }, place) => {
    const ablations = worlds.map((world) => world.ablations[place]);
    const without = describe(
      ablations.map(({ judgement }) => judgement),
      ablations.map(({ reliability }) => reliability),
    );
    const shopWithout = signups?.ablations.find((ablation) => ablation.signal === signal);
    return [
      signal,
      formatCountChange(without.fake - whole.fake),
      formatCountChange(without.honest - whole.honest),
      formatCountChange(without.honestGroups - whole.honestGroups),
      formatBrierChange(without.brier - whole.brier),
      ...(shop && shopWithout
        ? [
            formatCountChange(shopWithout.before.truePositives - shop.before.truePositives),
            formatCountChange(falselyFlagged(shopWithout) - falselyFlagged(shop)),
          ]
        : []),
    ];
  });
  return {
    title: "What each signal is worth",
    columns: columnsOf(
      "without",
      "fake accounts flagged",
      "honest accounts flagged",
      "honest groups flagged",
      "Brier score",
      ...(shop ? ["shop: fraud flagged", "shop: others flagged"] : []),
    ),
    rows: [
      [
        "(all heard)",
        formatCount(whole.fake),
        formatCount(whole.honest),
        formatCount(whole.honestGroups),
        whole.brier.toFixed(6),
        ...(shop ? [formatCount(shop.before.truePositives), formatCount(falselyFlagged(shop))] : []),
      ],
      ...rows,
    ],
    notes: [
      "Over the worlds of all scenarios; the changes when a signal is not heard and the others weigh as they do. `known-abuse`, `known-hub` and `dismissed-before` look at what analysts have said, and in a made-up world nobody has said anything: they change nothing here.",
    ],
  };
}

function describe(judgements: readonly Judgement[], reliabilities: readonly Reliability[]) {
  const judgement = addUpJudgements(judgements);
  return {
    fake: judgement.truePositives,
    honest: judgement.flagged - judgement.truePositives,
    honestGroups: judgement.honestKinds.reduce((sum, { flaggedGroups }) => sum + flaggedGroups, 0),
    brier: brierScore(addUpReliability(reliabilities)),
  };
}

const falselyFlagged = ({ before, after }: Pick<SignupFigures["ablations"][number], "before" | "after">): number =>
  before.falsePositives + after.flagged;

const formatCountChange = (change: number): string =>
  change === 0 ? "0" : `${change > 0 ? "+" : "-"}${formatCount(Math.abs(change))}`;

/** Six decimals: of a thousand communities one that moves by a tenth is seen. */
const formatBrierChange = (change: number): string =>
  Math.abs(change) < 0.000_000_5 ? "0" : `${change > 0 ? "+" : "-"}${Math.abs(change).toFixed(6)}`;
