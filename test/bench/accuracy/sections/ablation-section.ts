import { formatCount } from "../../../../src/cli/format-values.ts";
import type { WorldFigures } from "../figures.ts";
import type { SignupFigures } from "../measure-signups.ts";
import { ablationColumns, addUpAblations, formatChanges, formatCountChange, formatTotals } from "./ablation-rows.ts";
import { columnsOf, type Section } from "./section.ts";

/** What changes where one signal is not heard, over the worlds of all scenarios and a shop's sign-ups. */
export function ablationSection(worlds: readonly WorldFigures[], signups: SignupFigures | undefined): Section {
  const whole = addUpAblations(
    worlds.map(({ ringfence, reliability }) => ({ judgement: ringfence.judgement, reliability })),
  );
  const shop = signups?.methods.find(({ name }) => name === "Ringfence");
  const rows = worlds[0].ablations.map(({ signal }, place) => {
    const without = addUpAblations(worlds.map((world) => world.ablations[place]));
    const shopWithout = signups?.ablations.find((ablation) => ablation.signal === signal);
    return [
      signal,
      ...formatChanges(without, whole),
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
    columns: columnsOf("without", ...ablationColumns, ...(shop ? ["shop: fraud flagged", "shop: others flagged"] : [])),
    rows: [
      [
        "(all heard)",
        ...formatTotals(whole),
        ...(shop ? [formatCount(shop.before.truePositives), formatCount(falselyFlagged(shop))] : []),
      ],
      ...rows,
    ],
    notes: [
      "Over the worlds of all scenarios; the changes when a signal is not heard and the others weigh as they do. `known-abuse`, `known-hub` and `dismissed-before` look at what analysts have said, and in these worlds nobody has said anything: where somebody has, see below.",
    ],
  };
}

const falselyFlagged = ({ before, after }: Pick<SignupFigures["ablations"][number], "before" | "after">): number =>
  before.falsePositives + after.flagged;
