import type { Agreement } from "./agreement.ts";
import type { HonestKindCounts, Judgement } from "./judge-groups.ts";

/** Several worlds as one: every count added up. */
export function addUpJudgements(judgements: readonly Judgement[]): Judgement {
  const sum = (count: (judgement: Judgement) => number) =>
    judgements.reduce((total, judgement) => total + count(judgement), 0);
  const [first] = judgements;
  return {
    flagged: sum(({ flagged }) => flagged),
    fake: sum(({ fake }) => fake),
    truePositives: sum(({ truePositives }) => truePositives),
    rings: judgements.flatMap(({ rings }) => rings),
    honestKinds: addUpKinds(judgements.flatMap(({ honestKinds }) => honestKinds)),
    sizes: (first?.sizes ?? []).map((band, place) => ({
      ...band,
      flagged: sum(({ sizes }) => sizes[place]?.flagged ?? 0),
      falsePositives: sum(({ sizes }) => sizes[place]?.falsePositives ?? 0),
    })),
    agreement: addUpAgreement(judgements.map(({ agreement }) => agreement)),
  };
}

/** Pairs add up; of the index, which is of one world, the mean counts. */
function addUpAgreement(agreements: readonly Agreement[]): Agreement {
  const sum = (count: (agreement: Agreement) => number) =>
    agreements.reduce((total, agreement) => total + count(agreement), 0);
  const indices = agreements.flatMap(({ adjustedRandIndex }) => adjustedRandIndex ?? []);
  return {
    foundPairs: sum(({ foundPairs }) => foundPairs),
    truePairs: sum(({ truePairs }) => truePairs),
    commonPairs: sum(({ commonPairs }) => commonPairs),
    adjustedRandIndex:
      indices.length === 0 ? undefined : indices.reduce((total, index) => total + index, 0) / indices.length,
    bestOverlaps: agreements.flatMap(({ bestOverlaps }) => bestOverlaps),
  };
}

function addUpKinds(counts: readonly HonestKindCounts[]): HonestKindCounts[] {
  const kinds = [...new Set(counts.map(({ kind }) => kind))].sort();
  return kinds.map((kind) => {
    const ofKind = counts.filter((count) => count.kind === kind);
    const sum = (count: (counts: HonestKindCounts) => number) => ofKind.reduce((total, each) => total + count(each), 0);
    return {
      kind,
      groups: sum(({ groups }) => groups),
      flaggedGroups: sum(({ flaggedGroups }) => flaggedGroups),
      touchedGroups: sum(({ touchedGroups }) => touchedGroups),
    };
  });
}

/** Share of the flagged that is fake, of the fake that is flagged, and their harmonic mean; undefined where there is none. */
export function ratesOf({ flagged, fake, truePositives }: Pick<Judgement, "flagged" | "fake" | "truePositives">) {
  return {
    precision: flagged === 0 ? undefined : truePositives / flagged,
    recall: fake === 0 ? undefined : truePositives / fake,
    f1: flagged + fake === 0 ? undefined : (2 * truePositives) / (flagged + fake),
  };
}
