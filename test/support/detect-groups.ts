import type { DetectedRing } from "../../src/detection/detected-ring.ts";
import type { Detect } from "../../src/runs/detect.ts";

export interface DetectedGroup {
  /** Account indices: the places of the accounts' ids in their order. */
  readonly members: readonly number[];
  readonly risk?: number;
}

/** A detection that finds these groups whatever it is given, each tied by the first two identifiers. */
export function detectGroups(groups: readonly DetectedGroup[]): Detect {
  return async ({ sightings }, { onProgress }) => {
    for (const stage of ["link", "group", "assess"] as const) onProgress(stage, 0);
    const rings = groups.map(({ members, risk = 0.95 }) => toRing(members, risk, sightings.identifierCount));
    return { rings, linkCount: 5, communityCount: groups.length };
  };
}

function toRing(members: readonly number[], risk: number, identifierCount: number): DetectedRing {
  const shared = {
    memberCount: members.length,
    otherCount: 1,
    bits: 8,
    firstSeen: 1_776_850_000,
    lastSeen: 1_776_860_000,
  };
  const byFamily = { network: 8, payment: 4, content: 0, device: 0, contact: 0 };
  const [account = 0, partner = 0] = members;
  return {
    members: Int32Array.from(members),
    evidenceBits: Float64Array.from(members, () => 12.5),
    risk,
    flagged: risk >= 0.9,
    signals: [{ name: "signup-burst", weight: 1.5, summary: `${members.length} accounts signed up at once` }],
    families: ["network", "payment"],
    identifiers: [0, 1]
      .filter((identifier) => identifier < identifierCount)
      .map((identifier) => ({ ...shared, identifier, contribution: 8 * (members.length - 1) + identifier })),
    links: members.length < 2 ? [] : [{ account, partner, bits: 12.5, byFamily, timing: 0.5 }],
  };
}
