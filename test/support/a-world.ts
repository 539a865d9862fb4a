import { seededRandom } from "../../src/graph/seeded-random.ts";
import type { Sightings } from "../../src/graph/sightings.ts";
import { type IdentifierKind, identifierKinds } from "../../src/model/identifier.ts";

/** One sighting in words: account index, kind, a name for the identifier, first and last time in seconds. */
export interface SightingInWords {
  readonly account: number;
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly first?: number;
  readonly last?: number;
  readonly requests?: number;
}

/** Sightings as columns, identifiers numbered as they come. */
export function sightingsOf(accountCount: number, sightings: readonly SightingInWords[]): Sightings {
  const numbers = new Map<string, number>();
  const kinds: number[] = [];
  const identifier = sightings.map(({ kind, value }) => {
    const name = `${kind} ${value}`;
    if (!numbers.has(name)) {
      numbers.set(name, numbers.size);
      kinds.push(identifierKinds[kind].code);
    }
    return numbers.get(name) as number;
  });
  return {
    accountCount,
    identifierCount: kinds.length,
    kind: Uint8Array.from(kinds),
    account: Int32Array.from(sightings, ({ account }) => account),
    identifier: Int32Array.from(identifier),
    firstSeen: Float64Array.from(sightings, ({ first = 0 }) => first),
    lastSeen: Float64Array.from(sightings, ({ first = 0, last = first }) => last),
    requests: Float64Array.from(sightings, ({ requests = 1 }) => requests),
  };
}

const randomKinds: readonly IdentifierKind[] = [
  "ip",
  "ip_prefix",
  "payment_instrument",
  "device_id",
  "email_domain",
  "prompt_fingerprint",
  "prompt_opening",
];

/** Random sightings, each pair of account and identifier once. */
export function randomSightings(seed: number, accountCount: number, identifierCount: number, count: number): Sightings {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const seen = new Set<string>();
  const sightings: SightingInWords[] = [];
  for (let tries = 0; tries < count; tries++) {
    const account = below(accountCount);
    const number = Math.min(below(identifierCount), below(identifierCount));
    const kind = randomKinds[number % randomKinds.length];
    if (seen.has(`${account} ${number}`)) continue;
    seen.add(`${account} ${number}`);
    const first = below(90 * 86_400);
    sightings.push({ account, kind, value: String(number), first, last: first + below(864_000), requests: below(9) });
  }
  return sightingsOf(accountCount, sightings);
}

/** The same sightings in another order, with the identifiers numbered otherwise: as another order of the events would give. */
export function shuffled(sightings: Sightings, seed: number): Sightings {
  const random = seededRandom(seed);
  const order = shuffle([...sightings.account.keys()], random);
  const numbers = Int32Array.from(shuffle([...sightings.kind.keys()], random));
  const kind = new Uint8Array(sightings.identifierCount);
  for (let identifier = 0; identifier < kind.length; identifier++)
    kind[numbers[identifier]] = sightings.kind[identifier];
  return {
    ...sightings,
    kind,
    account: Int32Array.from(order, (sighting) => sightings.account[sighting]),
    identifier: Int32Array.from(order, (sighting) => numbers[sightings.identifier[sighting]]),
    firstSeen: Float64Array.from(order, (sighting) => sightings.firstSeen[sighting]),
    lastSeen: Float64Array.from(order, (sighting) => sightings.lastSeen[sighting]),
    requests: Float64Array.from(order, (sighting) => sightings.requests[sighting]),
  };
}

function shuffle(values: number[], random: () => number): number[] {
  for (let last = values.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [values[last], values[other]] = [values[other], values[last]];
  }
  return values;
}
