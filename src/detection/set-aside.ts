import { positionsWhere } from "../graph/positions-where.ts";
import type { Sightings } from "../graph/sightings.ts";
import { isInnocent } from "../model/verdict.ts";
import type { Precedents } from "./precedents.ts";

/**
 * The sightings that count: those of identifiers that a verdict excuses are left out, so that these tie nobody to anybody.
 *
 * Who was seen at an excused address is not tied by the network around it either. Without the address that network would take its place,
 * and an office would be as suspect as before.
 *
 * @returns the sightings given, where nothing is excused; else others with accounts and identifiers numbered as they were
 */
export function setAside(sightings: Sightings, { judged }: Pick<Precedents, "judged">): Sightings {
  const excused = judged.filter(({ verdict }) => isInnocent(verdict));
  if (excused.length === 0) return sightings;
  const { account, identifier, identifierCount } = sightings;
  const isExcused = new Uint8Array(identifierCount);
  const networkOf = new Map<number, number>();
  for (const { identifier: one, network } of excused) {
    isExcused[one] = 1;
    if (network >= 0) networkOf.set(one, network);
  }
  const nameOf = (someone: number, network: number) => someone * identifierCount + network;
  const aroundThem = new Set<number>();
  for (let sighting = 0; sighting < identifier.length; sighting++) {
    const network = isExcused[identifier[sighting]] ? networkOf.get(identifier[sighting]) : undefined;
    if (network !== undefined) aroundThem.add(nameOf(account[sighting], network));
  }
  const isAround = new Uint8Array(identifierCount);
  for (const network of networkOf.values()) isAround[network] = 1;
  const counted = positionsWhere(identifier.length, (sighting) => {
    const used = identifier[sighting];
    return !isExcused[used] && !(isAround[used] && aroundThem.has(nameOf(account[sighting], used)));
  });
  return {
    ...sightings,
    account: counted.map((sighting) => account[sighting]),
    identifier: counted.map((sighting) => identifier[sighting]),
    firstSeen: Float64Array.from(counted, (sighting) => sightings.firstSeen[sighting]),
    lastSeen: Float64Array.from(counted, (sighting) => sightings.lastSeen[sighting]),
    requests: Float64Array.from(counted, (sighting) => sightings.requests[sighting]),
  };
}
