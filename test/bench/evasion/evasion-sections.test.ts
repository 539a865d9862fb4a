import { expect, test } from "vitest";
import { usualEvasion } from "../../../src/simulate/evasion.ts";
import type { Judgement } from "../accuracy/judge-groups.ts";
import { toEvasionSections } from "./evasion-sections.ts";

function judged(found: number): Judgement {
  const ring = { name: "ring-1", kind: "ring:disguised", members: 40, flaggedMembers: found, flagged: found >= 20 };
  return {
    flagged: found + 3,
    fake: 40,
    truePositives: found,
    rings: [ring],
    honestKinds: [{ kind: "office", groups: 5, flaggedGroups: 1, touchedGroups: 2 }],
    sizes: [],
    agreement: { foundPairs: 0, truePairs: 0, commonPairs: 0, adjustedRandIndex: undefined, bestOverlaps: [] },
  };
}

test("a table shows what was found, who was accused beside it, and what it cost; its note names who escapes", () => {
  const setting = { ringSize: 40, evasion: usualEvasion };
  const [section] = toEvasionSections([
    {
      title: "Steps",
      about: "About it.",
      rows: [
        { name: "plain", setting, judgement: judged(32) },
        { name: "careful", setting, judgement: judged(4) },
      ],
    },
  ]);
  expect(section?.rows).toEqual([
    ["plain", "████████░░", "0.800", "1/1", "3", "1", "100.0", "50.0", "10.0", "64.0"],
    ["careful", "█░░░░░░░░░", "0.100", "0/1", "3", "1", "100.0", "50.0", "10.0", "64.0"],
  ]);
  expect(section?.notes).toEqual([
    "About it.",
    "Fewer than half of the accounts are found at: careful.",
    "Honest groups flagged, at all of these settings together: 2 of 10 of the kind office.",
  ]);
});
