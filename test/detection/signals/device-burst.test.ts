import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { deviceBurst } from "../../../src/detection/signals/device-burst.ts";
import { day, each, minute, type Somebody, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.deviceBurst;

/** So many accounts on one device, one sign-up after the other. */
const oneAfterAnother = (count: number, apartSeconds: number, device = "device"): Somebody[] =>
  each(count, (number) => ({ signedUpAt: 1000 + number * apartSeconds, uses: { device_id: [device] } }));

describe("device-burst", () => {
  test("one device that signs up ten accounts in two minutes weighs in full", () => {
    expect(weigh(deviceBurst, oneAfterAnother(10, 12))).toEqual({
      name: "device-burst",
      weight: policy.weight,
      summary: "10 of 10 accounts signed up on one device within 2 minutes of 4 others",
    });
  });

  test("an account on two devices is one account", () => {
    const onTwo = oneAfterAnother(5, 10).map((somebody) => ({ ...somebody, uses: { device_id: ["left", "right"] } }));
    const others = each(5, (number) => ({ signedUpAt: number * day, uses: { device_id: [`own ${number}`] } }));
    expect(weigh(deviceBurst, [...onTwo, ...others])?.summary).toMatch(/^5 of 10 accounts/);
  });

  test("says nothing of a family that signs up on its tablet in one go, each with a phone of their own", () => {
    const family = each(6, (number) => ({
      signedUpAt: 1000 + number * 20,
      uses: { device_id: ["tablet", `phone ${number}`] },
    }));
    expect(weigh(deviceBurst, family)).toBeUndefined();
  });

  test("says nothing of one person a minute: that is how fast people fill in forms", () => {
    expect(weigh(deviceBurst, oneAfterAnother(10, minute))).toBeUndefined();
  });

  test("says nothing of a desk in a library, where one reader an hour signs up", () => {
    expect(weigh(deviceBurst, oneAfterAnother(40, 60 * minute))).toBeUndefined();
  });

  test("says nothing of a family that sets up four accounts on the tablet in one go", () => {
    expect(policy.sharers).toBe(5);
    expect(weigh(deviceBurst, oneAfterAnother(4, minute))).toBeUndefined();
  });

  test("says nothing of a class that signs up in one minute, each on a device of their own", () => {
    const pupils = each(30, (number) => ({ signedUpAt: 1000 + number, uses: { device_id: [`laptop ${number}`] } }));
    expect(weigh(deviceBurst, pupils)).toBeUndefined();
  });

  test("the address of the school is no device", () => {
    const pupils = each(30, (number) => ({ signedUpAt: 1000 + number, uses: { ip: ["the school"] } }));
    expect(weigh(deviceBurst, pupils)).toBeUndefined();
  });

  test("sign-ups at the policy's distance are one burst, a second more apart they are not", () => {
    const apart = (policy.minutes * minute) / (policy.sharers - 1);
    expect(weigh(deviceBurst, oneAfterAnother(policy.sharers, apart))).toBeDefined();
    expect(weigh(deviceBurst, oneAfterAnother(policy.sharers, apart + 1))).toBeUndefined();
  });

  test("says nothing where sign-ups were not seen", () => {
    expect(
      weigh(
        deviceBurst,
        each(10, () => ({ uses: { device_id: ["device"] } })),
      ),
    ).toBeUndefined();
  });

  test("says nothing where the burst is a small part of the community", () => {
    const others = each(20, (number) => ({ signedUpAt: number * day, uses: { device_id: [`own ${number}`] } }));
    expect(weigh(deviceBurst, [...oneAfterAnother(10, 10), ...others])).toBeUndefined();
  });
});
