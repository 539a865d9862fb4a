import { beforeAll, describe, expect, test } from "vitest";
import { onConnection } from "../../src/db/in-transaction.ts";
import { defaultPolicy } from "../../src/detection/default-policy.ts";
import { detectRings } from "../../src/detection/detect-rings.ts";
import { formCommunities } from "../../src/detection/form-communities.ts";
import { type LoadedWindow, loadWindow } from "../../src/runs/load-window.ts";
import { SharerCounts } from "../../src/runs/sharer-counts.ts";
import { timeWindow } from "../../src/runs/time-window.ts";
import { readWorld } from "../simulate/read-world.ts";
import { takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const service = useTestDatabase();
const window = timeWindow(new Date("2026-06-01T00:00:00Z"), 60);
const load = (sampleOneIn: number) =>
  onConnection(service.database, ({ client }) => loadWindow(client, { window, sampleOneIn }, () => {}));

/** All sightings by their keys, and only those of shared identifiers. */
function sightingsIn({ sightings, accountKeys, identifierKeys, sharers }: LoadedWindow, onlyShared: boolean): string[] {
  const counts = new SharerCounts(sharers);
  return Array.from(sightings.account, (account, sighting) => {
    const key = identifierKeys[sightings.identifier[sighting]];
    if (onlyShared && counts.of(key) === 1) return "";
    return [
      accountKeys[account],
      key,
      sightings.kind[sightings.identifier[sighting]],
      sightings.firstSeen[sighting],
      sightings.lastSeen[sighting],
      sightings.requests[sighting],
    ].join();
  })
    .filter((line) => line !== "")
    .sort();
}

/** What was found, by keys instead of indices. */
function findIn({ sightings, accounts, identifierKeys }: LoadedWindow) {
  const { rings, ...counts } = detectRings(sightings, accounts, 60, defaultPolicy);
  const named = rings.map(({ identifiers, ...ring }) => {
    return { ...ring, identifiers: identifiers.map((use) => ({ ...use, identifier: identifierKeys[use.identifier] })) };
  });
  return { rings: named, ...counts };
}

describe("a window read without what one account alone uses", () => {
  let all: LoadedWindow;
  let shared: LoadedWindow;

  beforeAll(async () => {
    await takeIn(service.database, readWorld({ seed: 5, people: 500 }).events);
    all = await load(1);
    shared = await load(0);
  }, 120_000);

  test("lists the same shared sightings, counts the others, and is much smaller", () => {
    expect(all.sightings.account.length).toBe(all.sightingCount);
    expect(shared.sightings.account.length).toBeLessThan(all.sightingCount / 2);
    expect(sightingsIn(shared, false)).toEqual(sightingsIn(all, true));
    expect([shared.sightingCount, shared.identifierCount]).toEqual([all.sightingCount, all.identifierCount]);
    expect(all.sightings.identifierCount).toBe(all.identifierCount);
    for (const whole of ["belongings", "sharers", "accounts", "populationHours"] as const)
      expect(shared[whole]).toEqual(all[whole]);
  });

  test("gives the same rings, and everybody has the same homes and things of their own", () => {
    const found = findIn(shared);
    expect(found.rings.length).toBeGreaterThan(1);
    expect(found).toEqual(findIn(all));
    const populationOf = ({ sightings, accounts }: LoadedWindow) => {
      const { population } = formCommunities(sightings, accounts, 60, defaultPolicy);
      const { addresses, ownAddresses, prefixes, hasOwnDevice, hasHome, hasMail } = population;
      return { addresses, ownAddresses, prefixes, hasOwnDevice, hasHome, hasMail };
    };
    const population = populationOf(shared);
    expect(population).toEqual(populationOf(all));
    expect(population.hasHome).toContain(1);
    expect(population.hasOwnDevice).toContain(1);
  });

  test("lists all sightings of the accounts in the sample", async () => {
    const some = await load(4);
    const ofSample = (loaded: LoadedWindow) => {
      const sampled = new Set(Array.from(loaded.accountKeys).filter((_, account) => account % 4 === 0));
      return sightingsIn(loaded, false).filter((line) => sampled.has(Number(line.split(",")[0])));
    };
    expect(ofSample(some)).toEqual(ofSample(all));
  });
});
