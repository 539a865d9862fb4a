import { describe, expect, test } from "vitest";
import { setAside } from "../../src/detection/set-aside.ts";
import { noPrecedents } from "../../src/detection/precedents.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { sightingsOf } from "../support/a-world.ts";

/** Two in an office, who both go home; a neighbour of the office; each address in its network. */
const sightings = sightingsOf(3, [
  { account: 0, kind: "ip", value: "office", first: 1, last: 2, requests: 3 },
  { account: 0, kind: "ip_prefix", value: "around the office" },
  { account: 1, kind: "ip", value: "office" },
  { account: 1, kind: "ip_prefix", value: "around the office" },
  { account: 1, kind: "device_id", value: "phone", first: 4, last: 5, requests: 6 },
  { account: 2, kind: "ip", value: "next door" },
  { account: 2, kind: "ip_prefix", value: "around the office" },
]);
const [office, around, phone, nextDoor] = [0, 1, 2, 3];

const left = (...judged: { identifier: number; verdict: VerdictKind; network: number }[]) => {
  const { account, identifier } = setAside(sightings, { judged });
  return Array.from(account, (someone, place) => [someone, identifier[place]]);
};

describe("what a verdict excuses", () => {
  test("is left out, and with an address the network around it, of those who were seen there", () => {
    expect(left({ identifier: office, verdict: "office", network: around })).toEqual([
      [1, phone],
      [2, nextDoor],
      [2, around],
    ]);
  });

  test("is only that, where it is no address", () => {
    expect(left({ identifier: phone, verdict: "ci", network: -1 })).toHaveLength(6);
    expect(left({ identifier: around, verdict: "carrier", network: -1 })).toEqual([
      [0, office],
      [1, office],
      [1, phone],
      [2, nextDoor],
    ]);
  });

  test("leaves times and requests with their sightings, and the numbers as they were", () => {
    const { accountCount, identifierCount, kind, ...columns } = setAside(sightings, {
      judged: [{ identifier: office, verdict: "office", network: around }],
    });
    expect({ accountCount, identifierCount, kind }).toEqual({
      accountCount: 3,
      identifierCount: 4,
      kind: sightings.kind,
    });
    const [firstSeen, lastSeen, requests] = [columns.firstSeen[0], columns.lastSeen[0], columns.requests[0]];
    expect({ firstSeen, lastSeen, requests }).toEqual({ firstSeen: 4, lastSeen: 5, requests: 6 });
  });

  test("is nothing without a verdict, or where it accuses", () => {
    expect(setAside(sightings, noPrecedents)).toBe(sightings);
    expect(setAside(sightings, { judged: [{ identifier: office, verdict: "known_bad", network: around }] })).toBe(
      sightings,
    );
  });
});
