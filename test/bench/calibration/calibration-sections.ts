import { formatCount } from "../../../src/cli/format-values.ts";
import { addUpJudgements } from "../accuracy/add-up-judgements.ts";
import type { Judgement } from "../accuracy/judge-groups.ts";
import { brierScore, expectedCalibrationError, type Reliability } from "../accuracy/reliability.ts";
import { columnsOf, formatShare, type Section } from "../accuracy/sections/section.ts";
import type { Scale } from "./fit-platt.ts";

export interface CalibrationFigures {
  /** As it came out of the fit, and as the default policy has it. */
  readonly fitted: Scale;
  readonly used: Scale;
  readonly fitCommunities: number;
  readonly fitRings: number;
  /** On the worlds that nothing was set on: each community once, and each as often as it has members. */
  readonly byCommunity: Reliability;
  readonly byAccount: Reliability;
  readonly judgements: readonly Judgement[];
}

export function calibrationSections(figures: CalibrationFigures): Section[] {
  return [scaleSection(figures), reliabilitySection(figures), honestSection(figures)];
}

function scaleSection({ fitted, used, fitCommunities, fitRings }: CalibrationFigures): Section {
  return {
    title: "The scale",
    columns: columnsOf("", "fitted", "in the default policy"),
    rows: [
      ["slope", fitted.slope.toFixed(3), String(used.slope)],
      ["offset, nats", fitted.offset.toFixed(3), String(used.offset)],
    ],
    notes: [
      `Fitted on ${formatCount(fitCommunities)} communities of twelve worlds, ${formatCount(fitRings)} of them rings: seeds 101 - 112, which were looked at when the weights were set.`,
      "A slope above 1 says that the signals together know more than their weights claim, one below 1 that they claim too much.",
    ],
  };
}

function reliabilitySection({ byCommunity, byAccount }: CalibrationFigures): Section {
  return {
    title: "Reliability",
    columns: columnsOf("risk", "communities", "mean risk", "share of rings", "members", "share in rings"),
    rows: byCommunity.bins.map(({ communities, rings, sumOfRisks }, place) => {
      const members = byAccount.bins[place];
      return [
        `${place / 10} - ${(place + 1) / 10}`,
        formatCount(communities),
        formatShare(sumOfRisks / communities),
        formatShare(rings / communities),
        formatCount(members.communities),
        formatShare(members.rings / members.communities),
      ];
    }),
    notes: [
      "On six other worlds, seeds 121 - 126, on which nothing was set. A community is a ring when most of its members are fake.",
      `By community: Brier score ${formatShare(brierScore(byCommunity))}, expected calibration error ${formatShare(expectedCalibrationError(byCommunity))}. By account: Brier score ${formatShare(brierScore(byAccount))}, expected calibration error ${formatShare(expectedCalibrationError(byAccount))}.`,
    ],
  };
}

function honestSection({ judgements }: CalibrationFigures): Section {
  return {
    title: "Honest groups flagged",
    columns: columnsOf("kind", "groups", "flagged", "with any member flagged"),
    rows: addUpJudgements(judgements).honestKinds.map(({ kind, groups, flaggedGroups, touchedGroups }) => [
      kind,
      formatCount(groups),
      formatCount(flaggedGroups),
      formatCount(touchedGroups),
    ]),
    notes: ["On the same six worlds. Flagged: two members, or a quarter of them. Held against: none."],
  };
}
