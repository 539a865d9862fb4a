import { describe, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

describe("the schedule's settings", () => {
  test("are every hour, and at night, in UTC, unless told otherwise", () => {
    expect(readConfig({}).schedule).toEqual({ rescore: "0 * * * *", maintenance: "30 3 * * *", timeZone: "UTC" });
    expect(
      readConfig({
        RINGFENCE_RESCORE_CRON: " */10 8-18 * * mon-fri ",
        RINGFENCE_MAINTENANCE_CRON: "off",
        RINGFENCE_TIME_ZONE: "Europe/Berlin",
      }).schedule,
    ).toEqual({ rescore: "*/10 8-18 * * mon-fri", maintenance: undefined, timeZone: "Europe/Berlin" });
  });

  test.each([
    ["RINGFENCE_RESCORE_CRON", "hourly"],
    ["RINGFENCE_RESCORE_CRON", "61 * * * *"],
    ["RINGFENCE_RESCORE_CRON", "* * * *"],
    ["RINGFENCE_MAINTENANCE_CRON", "*/5 * * * * *"],
    ["RINGFENCE_TIME_ZONE", "Mars/Olympus"],
  ])("%s=%s is refused by name", (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(`${name}: must be`);
  });
});
