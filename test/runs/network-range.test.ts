import { describe, expect, test } from "vitest";
import { seededRandom } from "../../src/graph/seeded-random.ts";
import { normaliseIp } from "../../src/ingest/normalise-ip.ts";
import { networkRange } from "../../src/runs/network-range.ts";

describe("the range of a network's addresses", () => {
  test.each([
    ["203.0.113.0/24", "203.0.113.", "203.0.113/"],
    ["2001:db8:1::/48", "2001:db8:1:", "2001:db8:1;"],
    ["2001:db8::/48", "2001:db8:", "2001:db8;"],
    ["2001:0:1::/48", "2001:", "2001;"],
    ["2001::/48", "2001:", "2001;"],
  ])("%s is %s to %s", (network, from, to) => {
    expect(networkRange(network)).toEqual({ from, to });
  });

  test("holds every address of the network, however many of its groups are zero", () => {
    const random = seededRandom(1);
    const below = (limit: number) => Math.floor(random() * limit);
    for (let round = 0; round < 5000; round++) {
      const groups = Array.from({ length: 8 }, () => (below(3) > 0 ? 0 : below(65_536)).toString(16));
      const text = below(2) > 0 ? `2001:${groups.slice(1).join(":")}` : `198.51.${below(256)}.${below(256)}`;
      const { address, prefix } = normaliseIp(text) ?? { address: "", prefix: "" };
      const { from, to } = networkRange(prefix);
      expect([text, address >= from && address < to]).toEqual([text, true]);
    }
  });
});
