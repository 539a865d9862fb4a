import { describe, expect, test } from "vitest";
import { sampleAccounts } from "../../src/detection/sample-accounts.ts";
import type { Sightings } from "../../src/graph/sightings.ts";
import { aPopulation, day, each, hoursFrom } from "../support/a-community.ts";

/** Ten accounts, two on each card, three on each address, all of them different in everything else. */
const everybody = each(10, (number) => ({
  signedUpAt: number * day,
  hours: hoursFrom(number, number + 5),
  activeDays: 1 + number,
  requestsPerDay: 10 + number,
  capability: `capability-${number % 3}`,
  organization: number % 4,
  uses: { payment_instrument: [`card ${Math.floor(number / 2)}`], ip: [`address ${number % 3}`, `own ${number}`] },
}));
const all = aPopulation(everybody);

/** Who was seen with what and when, whatever the numbers of the identifiers. */
function inWords({ account, identifier, kind, firstSeen, lastSeen, requests }: Sightings): string[] {
  const users = (wanted: number) => [...account].filter((_, place) => identifier[place] === wanted).sort();
  return [...account.keys()]
    .map((place) => {
      const used = identifier[place];
      return `${account[place]}: kind ${kind[used]} of ${users(used)}, ${firstSeen[place]} - ${lastSeen[place]}, ${requests[place]}`;
    })
    .sort();
}

describe("sampleAccounts", () => {
  test("one in one is everybody", () => expect(sampleAccounts(all, 1)).toEqual(all));

  test.each([2, 3, 4, 20])("one in %i is a population of those alone", (oneIn) => {
    const sample = sampleAccounts(all, oneIn);
    const alone = aPopulation(everybody.filter((_, number) => number % oneIn === 0));
    // Capabilities are numbered anew where the population is made of these alone.
    const { capabilities, mainCapability, ...accounts } = sample.accounts;
    const { capabilities: names, mainCapability: main, ...expected } = alone.accounts;
    expect(accounts).toEqual(expected);
    expect(Array.from(mainCapability, (place) => capabilities[place])).toEqual(
      Array.from(main, (place) => names[place]),
    );
    expect(inWords(sample.sightings)).toEqual(inWords(alone.sightings));
    expect([sample.sightings.accountCount, sample.sightings.identifierCount]).toEqual([
      alone.sightings.accountCount,
      alone.sightings.identifierCount,
    ]);
  });
});
