import { formatCount } from "../../../../src/cli/format-values.ts";
import { carefulRingKinds } from "../../../../src/simulate/world-options.ts";
import { addUpJudgements, ratesOf } from "../add-up-judgements.ts";
import { bestOfFamilies } from "../best-of-families.ts";
import type { MethodFigures, WorldFigures } from "../figures.ts";
import type { Judgement } from "../judge-groups.ts";
import { columnsOf, formatShare, median, type Section } from "./section.ts";

/** What is said of the worlds of one scenario. */
export function scenarioSections(scenario: string, worlds: readonly WorldFigures[]): Section[] {
  const ours = addUpMethods(worlds.map(({ ringfence }) => ringfence));
  const others = bestOfFamilies(worlds.map(({ baselines }) => baselines)).map(addUpMethods);
  const title = (what: string) => `${what}, ${scenario} worlds`;
  return [
    { title: title("Accounts"), ...accountTable(worlds, ours) },
    { title: title("Beside other methods"), ...methodTable([ours, ...others]) },
    { title: title("Rings by kind"), ...ringTable(ours.judgement) },
    { title: title("Honest groups"), ...honestTable(ours, others) },
    { title: title("False positives by ring size"), ...sizeTable(ours.judgement) },
  ];
}

type Table = Omit<Section, "title">;

function addUpMethods(methods: readonly MethodFigures[]): MethodFigures {
  const [{ name, family }] = methods;
  const seconds = methods.reduce((sum, method) => sum + method.seconds, 0);
  return { name, family, seconds, judgement: addUpJudgements(methods.map(({ judgement }) => judgement)) };
}

function accountTable(worlds: readonly WorldFigures[], ours: MethodFigures): Table {
  const row = (name: string, judgement: Judgement) => {
    const { precision, recall, f1 } = ratesOf(judgement);
    const { flagged, fake, truePositives } = judgement;
    return [
      name,
      ...[flagged, fake, flagged - truePositives].map(formatCount),
      ...[precision, recall, f1].map(formatShare),
    ];
  };
  return {
    columns: columnsOf("seed", "flagged", "fake", "wrongly flagged", "precision", "recall", "F1"),
    rows: [...worlds.map(({ seed, ringfence }) => row(String(seed), ringfence.judgement)), row("all", ours.judgement)],
    notes: ["Held against: precision at least 0.995; recall at least 0.99, with careful rings 0.95."],
  };
}

function methodTable(methods: readonly MethodFigures[]): Table {
  return {
    columns: columnsOf(
      "method",
      "precision",
      "recall",
      "F1",
      "honest groups flagged",
      "pair precision",
      "pair recall",
      "adjusted Rand index",
      "best overlap",
    ),
    rows: methods.map(({ name, judgement }) => {
      const { precision, recall, f1 } = ratesOf(judgement);
      const { foundPairs, truePairs, commonPairs, adjustedRandIndex, bestOverlaps } = judgement.agreement;
      const honest = judgement.honestKinds.reduce((sum, { flaggedGroups }) => sum + flaggedGroups, 0);
      return [
        name,
        ...[precision, recall, f1].map(formatShare),
        formatCount(honest),
        ...[commonPairs / foundPairs, commonPairs / truePairs, adjustedRandIndex, median(bestOverlaps)].map(
          formatShare,
        ),
      ];
    }),
    notes: [
      "Pairs: accounts together in one flagged ring, against accounts together in a true one. Best overlap: the Jaccard index of each true ring with the flagged ring that fits it best, the median of all.",
      "Of the components and of the shared identifiers the variant with the best F1 stands here, chosen with the truth in view: in their favour.",
    ],
  };
}

function ringTable({ rings }: Judgement): Table {
  const kinds = [...new Set(rings.map(({ kind }) => kind))].sort();
  const row = (name: string, ofKind: Judgement["rings"]) => {
    const members = ofKind.reduce((sum, ring) => sum + ring.members, 0);
    const flagged = ofKind.reduce((sum, ring) => sum + ring.flaggedMembers, 0);
    const found = ofKind.filter((ring) => ring.flagged).length;
    return [name, ...[ofKind.length, found, members, flagged].map(formatCount), formatShare(flagged / members)];
  };
  return {
    columns: columnsOf("kind", "rings", "found", "members", "flagged", "recall"),
    rows: [
      ...kinds.map((kind) =>
        row(
          kind.replace(/^ring:/, "").replaceAll("_", " "),
          rings.filter((ring) => ring.kind === kind),
        ),
      ),
      row(
        "all ordinary kinds",
        rings.filter(({ kind }) => !isCareful(kind)),
      ),
      ...(kinds.some(isCareful)
        ? [
            row(
              "all careful kinds",
              rings.filter(({ kind }) => isCareful(kind)),
            ),
          ]
        : []),
    ],
    notes: ["A ring is found when half of its members are flagged."],
  };
}

const isCareful = (kind: string) => carefulRingKinds.some((careful) => kind === `ring:${careful}`);

function honestTable(ours: MethodFigures, others: readonly MethodFigures[]): Table {
  return {
    columns: columnsOf(
      "kind",
      "groups",
      "flagged by Ringfence",
      "any member flagged",
      ...others.map(({ family }) => `by ${family}`),
    ),
    rows: ours.judgement.honestKinds.map(({ kind, groups, flaggedGroups, touchedGroups }, place) => [
      kind.replaceAll("_", " "),
      ...[
        groups,
        flaggedGroups,
        touchedGroups,
        ...others.map(({ judgement }) => judgement.honestKinds[place].flaggedGroups),
      ].map(formatCount),
    ]),
    notes: ["A group is flagged when two of its members or more, or a quarter or more, are. Held against: none."],
  };
}

function sizeTable({ sizes }: Judgement): Table {
  return {
    columns: columnsOf("accounts in the ring", "flagged", "wrongly", "share"),
    rows: sizes
      .filter(({ flagged }) => flagged > 0)
      .map(({ smallest, largest, flagged, falsePositives }) => [
        largest === Infinity
          ? `${formatCount(smallest)} or more`
          : `${formatCount(smallest)} - ${formatCount(largest)}`,
        ...[flagged, falsePositives].map(formatCount),
        formatShare(falsePositives / flagged),
      ]),
    notes: [],
  };
}
