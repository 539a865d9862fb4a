import { formatCount } from "../../../../src/cli/format-values.ts";
import type { WorldFigures } from "../figures.ts";
import { addUpReliability, brierScore, expectedCalibrationError } from "../reliability.ts";
import { columnsOf, formatShare, type Section } from "./section.ts";

/** Null model and calibration, over the worlds of all scenarios. */
export function trustSections(worlds: readonly WorldFigures[]): Section[] {
  return [nullModelSection(worlds), reliabilitySection(worlds)];
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
