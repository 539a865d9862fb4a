import type { Comparison, HonestKind, LabelledGroup, SizeBand } from "./compare-with-labels.ts";

/** Kinds of honest groups in the plural, in the order in which people ask for them. */
const plurals: Readonly<Record<string, string>> = {
  office: "offices",
  class: "classes",
  household: "households",
  carrier: "carriers",
  university: "universities",
  library: "libraries",
  cafe: "cafés",
  conference: "conferences",
  family_plan: "family plans",
  build_farm: "build farms",
  gateway: "gateways",
  vpn: "VPNs",
  tool_crowd: "tool crowds",
  launch_rush: "launch rushes",
};

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
  const rank = (kind: string) => (kind in plurals ? Object.keys(plurals).indexOf(kind) : Infinity);
  const ordered = [...kinds].sort((left, right) => rank(left.kind) - rank(right.kind) || 0);
  const counts = ordered.map(
    ({ kind, groups, flaggedGroups }) => `${flaggedGroups.length} of ${groups} ${plurals[kind] ?? kind}`,
  );
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
