import { expect, test } from "vitest";
import { defaultPolicy } from "../../src/detection/default-policy.ts";
import { describePopulation } from "../../src/detection/population.ts";
import { indexIdentifiers } from "../../src/graph/identifier-index.ts";
import { linkAccounts } from "../../src/graph/link-accounts.ts";
import { aPopulation, someStrangers } from "../support/a-community.ts";

test("who is in any community is no stranger to what it uses", () => {
  const { sightings, accounts } = aPopulation(someStrangers);
  const index = indexIdentifiers(sightings);
  const links = linkAccounts(index, accounts.signedUpAt, 86_400, defaultPolicy.evidence);
  const hub = index.sharers.indexOf(Math.max(...index.sharers));
  const users = [...index.timeline.slice(index.timelineStart[hub], index.timelineStart[hub + 1])].sort((a, b) => a - b);
  const communities = [users.slice(0, 3), users.slice(3, 5)].map((members) => ({
    members: Int32Array.from(members),
    links: new Int32Array(),
  }));
  const { strangers } = describePopulation(sightings, index, accounts, links, communities, 86_400, defaultPolicy);
  expect(users.length).toBeGreaterThan(5);
  expect(strangers[hub]).toBe(users.length - 5);
});
