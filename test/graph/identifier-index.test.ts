import { describe, expect, test } from "vitest";
import { indexIdentifiers } from "../../src/graph/identifier-index.ts";
import { randomSightings } from "../support/a-world.ts";

describe("indexIdentifiers", () => {
  test.each([1, 2, 3])("lists what a plain search lists, from both sides (seed %d)", (seed) => {
    const sightings = randomSightings(seed, 60, 80, 400);
    const index = indexIdentifiers(sightings);
    const all = [...sightings.account.keys()];
    const users = (identifier: number) => all.filter((sighting) => sightings.identifier[sighting] === identifier);

    for (let identifier = 0; identifier < sightings.identifierCount; identifier++) {
      const expected = users(identifier).sort(
        (a, b) => sightings.firstSeen[a] - sightings.firstSeen[b] || sightings.account[a] - sightings.account[b],
      );
      expect(index.sharers[identifier]).toBe(expected.length);
      const timeline = index.timeline.slice(index.timelineStart[identifier], index.timelineStart[identifier + 1]);
      expect([...timeline]).toEqual(expected.length > 1 ? expected.map((sighting) => sightings.account[sighting]) : []);
    }
    for (let account = 0; account < sightings.accountCount; account++) {
      const expected = all
        .filter(
          (sighting) => sightings.account[sighting] === account && users(sightings.identifier[sighting]).length > 1,
        )
        .sort((a, b) => sightings.identifier[a] - sightings.identifier[b]);
      const from = index.accountStart[account];
      const to = index.accountStart[account + 1];
      expect([...index.identifier.slice(from, to)]).toEqual(expected.map((sighting) => sightings.identifier[sighting]));
      expect([...index.firstSeen.slice(from, to)]).toEqual(expected.map((sighting) => sightings.firstSeen[sighting]));
      for (let sighting = from; sighting < to; sighting++) expect(index.timeline[index.place[sighting]]).toBe(account);
    }
  });
});
