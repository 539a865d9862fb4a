import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { deviceReuse } from "../../../src/detection/signals/device-reuse.ts";
import { each, type Somebody, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.deviceReuse;

/** So many accounts, in turn on so many devices; each with a phone of its own, or none. */
const onDevices = (count: number, devices: number, withPhone = false): Somebody[] =>
  each(count, (number) => ({
    uses: { device_id: [`device ${number % devices}`, ...(withPhone ? [`phone ${number}`] : [])] },
  }));

describe("device-reuse", () => {
  test("a farm is nothing but shared devices", () => {
    expect(weigh(deviceReuse, onDevices(36, 6))).toEqual({
      name: "device-reuse",
      weight: policy.weight,
      summary: "36 of 36 accounts have no device but 6 that 5 or more of them share",
    });
  });

  test("says nothing where everybody has a device", () => {
    expect(weigh(deviceReuse, onDevices(36, 36))).toBeUndefined();
  });

  test("says nothing of a library: its readers share the desks and have phones", () => {
    expect(weigh(deviceReuse, onDevices(60, 6, true))).toBeUndefined();
  });

  test("says nothing of a family with one tablet", () => {
    expect(weigh(deviceReuse, onDevices(5, 1))).toBeUndefined();
  });

  test("counts devices from the policy's sharers on", () => {
    expect(weigh(deviceReuse, onDevices(6 * policy.sharers, 6))).toBeDefined();
    expect(weigh(deviceReuse, onDevices(6 * (policy.sharers - 1), 6))).toBeUndefined();
  });

  test("says nothing where a third have a device of their own", () => {
    expect(
      weigh(deviceReuse, [...onDevices(36, 6), ...each(24, (number) => ({ uses: { device_id: [`own ${number}`] } }))]),
    ).toBeUndefined();
  });
});
