import type { Sightings } from "../graph/sightings.ts";

/** How many accounts use each identifier, by its index. A sighting is there once for each account and identifier. */
export function countSharers({ identifierCount, identifier }: Sightings): Int32Array {
  const sharers = new Int32Array(identifierCount);
  for (let sighting = 0; sighting < identifier.length; sighting++) sharers[identifier[sighting]]++;
  return sharers;
}
