import { formatCount } from "../../../../src/cli/format-values.ts";
import { addUpJudgements, ratesOf } from "../add-up-judgements.ts";
import type { WorldFigures } from "../figures.ts";
import type { Judgement } from "../judge-groups.ts";
import { addUpReliability, brierScore, expectedCalibrationError, type Reliability } from "../reliability.ts";
import { columnsOf, formatChange, formatShare, type Section } from "./section.ts";

/** Null model, calibration and ablation, over the worlds of all scenarios. */
export function trustSections(worlds: readonly WorldFigures[]): Section[] {
  return [nullModelSection(worlds), reliabilitySection(worlds), ablationSection(worlds)];
}

function nullModelSection(worlds: readonly WorldFigures[]): Section {
  const scenarios = [...new Set(worlds.map(({ scenario }) => scenario))];
  return {
    title: "Null model",
    columns: columnsOf("scenario", "worlds", "communities", "highest risk", "flagged rings", "groups by EvilCohort"),
    rows: scenarios.map((scenario) => {
      const models = worlds.filter((world) => world.scenario === scenario).map(({ nullModel }) => nullModel);
      return [
        scenario,
        formatCount(models.length),
        formatCount(models.reduce((sum, { communities }) => sum + communities, 0)),
        formatShare(Math.max(...models.map(({ highestRisk }) => highestRisk))),
        formatCount(models.reduce((sum, { flaggedRings }) => sum + flaggedRings, 0)),
        formatCount(models.reduce((sum, { evilCohortGroups }) => sum + evilCohortGroups, 0)),
      ];
    }),
    notes: [
      "The same events with who uses what dealt anew: every account keeps how many identifiers of each kind it has, every identifier how many accounts and when they came (global curveball). Nobody belongs together any more. Held against: no flagged ring.",
    ],
  };
}

function reliabilitySection(worlds: readonly WorldFigures[]): Section {
  const all = addUpReliability(worlds.map(({ reliability }) => reliability));
  return {
    title: "Risk as a probability",
    columns: columnsOf("risk", "communities", "mean risk", "share of rings"),
    rows: all.bins.map(({ communities, rings, sumOfRisks }, place) => [
      `${place / 10} - ${(place + 1) / 10}`,
      formatCount(communities),
      formatShare(sumOfRisks / communities),
      formatShare(rings / communities),
    ]),
    notes: [
      `Over every community that was assessed, flagged or not; it is a ring when most of its members are fake. Brier score ${formatShare(brierScore(all))}, expected calibration error ${formatShare(expectedCalibrationError(all))}.`,
    ],
  };
}

function ablationSection(worlds: readonly WorldFigures[]): Section {
  const whole = describe(
    worlds.map(({ ringfence }) => ringfence.judgement),
    worlds.map(({ reliability }) => reliability),
  );
  const rows = worlds[0].ablations.map(({ signal }, place) => {
    const ablations = worlds.map((world) => world.ablations[place]);
    const without = describe(
      ablations.map(({ judgement }) => judgement),
      ablations.map(({ reliability }) => reliability),
    );
    return [
      signal,
      formatChange(without.precision - whole.precision),
      formatChange(without.recall - whole.recall),
      formatCount(without.honestGroups),
      formatChange(without.brier - whole.brier),
    ];
  });
  const { precision, recall, honestGroups, brier } = whole;
  return {
    title: "What each signal is worth",
    columns: columnsOf("without", "precision", "recall", "honest groups flagged", "Brier score"),
    rows: [
      ["(all heard)", formatShare(precision), formatShare(recall), formatCount(honestGroups), formatShare(brier)],
      ...rows,
    ],
    notes: [
      "Over the worlds of all scenarios; the changes when a signal is not heard and the others weigh as they do. `known-abuse`, `known-hub` and `dismissed-before` look at what analysts have said, and in a made-up world nobody has said anything: they change nothing here.",
    ],
  };
}

function describe(judgements: readonly Judgement[], reliabilities: readonly Reliability[]) {
  const judgement = addUpJudgements(judgements);
  const { precision = 1, recall = 0 } = ratesOf(judgement);
  const honestGroups = judgement.honestKinds.reduce((sum, { flaggedGroups }) => sum + flaggedGroups, 0);
  return { precision, recall, honestGroups, brier: brierScore(addUpReliability(reliabilities)) };
}
