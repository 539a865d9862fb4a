import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { privateAddresses } from "../../../src/detection/signals/private-addresses.ts";
import { each, type Somebody, someStrangers, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.privateAddresses;

/** Forty accounts, each at three addresses of so many in a row, in networks of `perNetwork` addresses. */
function roaming(addresses: number, perNetwork = 1): Somebody[] {
  return each(40, (number) => {
    const places = [0, 1, 2].map((step) => (number + step) % addresses);
    return {
      uses: {
        ip: places.map((place) => `address ${place}`),
        ip_prefix: [...new Set(places.map((place) => `network ${Math.floor(place / perNetwork)}`))],
      },
    };
  });
}

describe("private-addresses", () => {
  test("a pool of proxies weighs in full", () => {
    expect(weigh(privateAddresses, roaming(20))).toEqual({
      name: "private-addresses",
      weight: policy.weight,
      summary: "40 of 40 accounts come from several of 20 places whose addresses hardly any stranger uses",
    });
  });

  test("says nothing of an office with two lines and homes", () => {
    const office = each(40, (number) => ({ uses: { ip: ["line 1", "line 2", `home ${number}`] } }));
    expect(weigh(privateAddresses, office)).toBeUndefined();
  });

  test("says nothing of a university behind four addresses", () => {
    expect(policy.places[0]).toBeGreaterThanOrEqual(4);
    expect(weigh(privateAddresses, roaming(4))).toBeUndefined();
  });

  test("says nothing of a campus that deals out a hundred addresses of one network", () => {
    expect(weigh(privateAddresses, roaming(20, 254))).toBeUndefined();
  });

  test("says nothing of a carrier's exits, which strangers use as well", () => {
    const customers = each(60, (number) => ({ uses: { ip: [`address ${number % 20}`] } }));
    expect(weigh(privateAddresses, roaming(20), [...someStrangers, ...customers])).toBeUndefined();
  });
});
