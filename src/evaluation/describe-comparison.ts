import type { Comparison, HonestKind, LabelledGroup, SizeBand } from "./compare-with-labels.ts";

/** What one group of a kind is called, and several, in the order in which people ask for them. */
const nouns: Readonly<Record<string, readonly [one: string, several: string]>> = {
  office: ["office", "offices"],
  class: ["class", "classes"],
  household: ["household", "households"],
  carrier: ["carrier", "carriers"],
  university: ["university", "universities"],
  library: ["library", "libraries"],
  cafe: ["café", "cafés"],
  conference: ["conference", "conferences"],
  family_plan: ["family plan", "family plans"],
  build_farm: ["build farm", "build farms"],
  ci_runners: ["firm's CI runners", "firms' CI runners"],
  nightly_evaluation: ["nightly evaluation", "nightly evaluations"],
  gateway: ["gateway", "gateways"],
  gateway_operator: ["gateway operator", "gateway operators"],
  vpn: ["VPN", "VPNs"],
  tool_crowd: ["tool crowd", "tool crowds"],
  launch_rush: ["launch rush", "launch rushes"],
};
const kindsInOrder = Object.keys(nouns);

/** What the comparison says beyond the scores, in lines for people. None where the labels know of no groups. */
export function describeComparison(comparison: Comparison): string[] {
  return [
    ...describeRings(comparison.rings),
    ...describeHonest(comparison.honestKinds),
    ...describeSizes(comparison.falsePositivesByRingSize),
    ...(comparison.unlabelled > 0 ? [`Flagged accounts without a label: ${comparison.unlabelled}`] : []),
  ];
}

/** `ring-cards-2 (12 of 40)`. */
const nameWithCount = ({ name, flaggedMembers, members }: LabelledGroup) => `${name} (${flaggedMembers} of ${members})`;

function describeRings(rings: readonly LabelledGroup[]): string[] {
  if (rings.length === 0) return [];
  const missed = rings.filter(({ flagged }) => !flagged);
  const found = `Rings found: ${rings.length - missed.length} of ${rings.length}`;
  return missed.length === 0 ? [found] : [found, `  missed: ${missed.map(nameWithCount).join(", ")}`];
}

function describeHonest(kinds: readonly HonestKind[]): string[] {
  if (kinds.length === 0) return [];
  const rank = ({ kind }: HonestKind) => (kind in nouns ? kindsInOrder.indexOf(kind) : kindsInOrder.length);
  const ordered = [...kinds].sort((left, right) => rank(left) - rank(right));
  const counts = ordered.map(({ kind, groups, flaggedGroups }) => {
    const [one, several] = nouns[kind] ?? [kind, kind];
    return `${flaggedGroups.length} of ${groups} ${groups === 1 ? one : several}`;
  });
  const accused = ordered.flatMap(({ flaggedGroups }) => flaggedGroups);
  const lines = [`Honest groups flagged: ${counts.join(", ")}`];
  return accused.length === 0 ? lines : [...lines, `  wrongly: ${accused.map(nameWithCount).join(", ")}`];
}

function describeSizes(bands: readonly SizeBand[]): string[] {
  const used = bands.filter(({ flagged }) => flagged > 0);
  if (used.length === 0) return [];
  const counts = used.map(({ smallest, largest, flagged, falsePositives }) => {
    const range = largest === Infinity ? `${smallest} or more` : `${smallest} - ${largest}`;
    return `${falsePositives} of ${flagged} in rings of ${range}`;
  });
  return [`False positives: ${counts.join(", ")}`];
}
