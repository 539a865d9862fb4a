/**
 * `npm run calibrate`: fits the scale on which the sum of the signals is a probability, and measures how well it fits other worlds.
 *
 * Progress goes to stderr, figures to stdout and docs/calibration.md. The fit is not put into the default policy by itself: a scale
 * that moves is a reason to look why.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatTable } from "../../../src/cli/format-table.ts";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import type { DetectedRing } from "../../../src/detection/detected-ring.ts";
import { detectRings } from "../../../src/detection/detect-rings.ts";
import type { Policy } from "../../../src/detection/policy.ts";
import type { WorldOptions } from "../../../src/simulate/world-options.ts";
import { judgeGroups, type Truth, truthOf } from "../accuracy/judge-groups.ts";
import { readWorld } from "../accuracy/read-world.ts";
import { addUpReliability, measureReliability } from "../accuracy/reliability.ts";
import { toMarkdown } from "../accuracy/write-accuracy-page.ts";
import { calibrationSections } from "./calibration-sections.ts";
import { worldsToFitOn, worldsToMeasureOn } from "./calibration-worlds.ts";
import { fitPlatt, type Verdict } from "./fit-platt.ts";

const page = join(import.meta.dirname, "../../../docs/calibration.md");
const uncalibrated: Policy = { ...defaultPolicy, calibration: { slope: 1, offset: 0 } };
/** A risk has six digits, so beyond this its log-odds are not known. */
const largestLogOdds = Math.log(1e6);

const verdicts: Verdict[] = worldsToFitOn.flatMap((options) => {
  const { rings, truth } = findRings(options, uncalibrated);
  return rings.map((ring) => ({ logOdds: logOddsOf(ring.risk), isRing: isRing(ring, truth) }));
});
const measured = worldsToMeasureOn.map((options) => {
  const { rings, truth } = findRings(options, defaultPolicy);
  const flagged = rings.filter((ring) => ring.flagged).map(({ members }) => members);
  return {
    byCommunity: measureReliability(rings, truth),
    byAccount: measureReliability(rings.flatMap(onceForEachMember), truth),
    judgement: judgeGroups(flagged, truth),
  };
});
const sections = calibrationSections({
  fitted: fitPlatt(verdicts),
  used: defaultPolicy.calibration,
  fitCommunities: verdicts.length,
  fitRings: verdicts.filter((verdict) => verdict.isRing).length,
  byCommunity: addUpReliability(measured.map(({ byCommunity }) => byCommunity)),
  byAccount: addUpReliability(measured.map(({ byAccount }) => byAccount)),
  judgements: measured.map(({ judgement }) => judgement),
});
for (const { title, columns, rows, notes } of sections) {
  process.stdout.write(`${[title, "", formatTable(columns, rows), ...notes].join("\n")}\n\n`);
}
await writeFile(
  page,
  `# Calibration

Written by \`npm run calibrate\`; do not edit. A risk of 0.9 shall mean that nine in ten of such communities are rings. The weights of the
signals are judgement; whether their sum, taken as log-odds, is a probability is measured here, and a slope and an offset bring it
onto that scale (Platt 1999). \`flagThreshold\` is then the share of rings, among the communities just at the threshold, from which on they are
flagged.

${sections.map(toMarkdown).join("\n\n")}
`,
);

function findRings(options: WorldOptions, policy: Policy): { rings: readonly DetectedRing[]; truth: Truth } {
  process.stderr.write(`world ${options.seed}, ${options.people} people\n`);
  const { sightings, accounts, accountIds, labels } = readWorld(options, policy.windowDays);
  const { rings } = detectRings(sightings, accounts, policy.windowDays, policy);
  return { rings, truth: truthOf(accountIds, labels) };
}

function isRing({ members }: DetectedRing, { ringOf }: Truth): boolean {
  return members.filter((member) => (ringOf[member] as number) >= 0).length * 2 > members.length;
}

function logOddsOf(risk: number): number {
  return Math.max(-largestLogOdds, Math.min(largestLogOdds, Math.log(risk / (1 - risk))));
}

function onceForEachMember(ring: DetectedRing): DetectedRing[] {
  return Array.from(ring.members, () => ring);
}
