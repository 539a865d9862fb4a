import { describe, expect, test } from "vitest";
import { usualEvasion } from "../../../src/simulate/evasion.ts";
import { pricePerHundred } from "./price.ts";

describe("the price of a hundred accounts", () => {
  test("of rings with everything in pools is by hand", () => {
    const evasion = {
      ...usualEvasion,
      accountsPerCard: 5,
      exitsPerAccount: 3,
      accountsPerExit: 6,
      templatesPerAccount: 4,
      accountsPerTemplate: 20,
      eventsPerDay: 2,
      requestsPerEvent: 10,
      coverShare: 0.75,
    };
    expect(pricePerHundred({ ringSize: 40, evasion })).toEqual({
      cards: 20,
      addresses: 50,
      templates: 20,
      harvest: 500,
    });
  });

  test("is that of the whole ring where something is in more hands than it has", () => {
    const evasion = { ...usualEvasion, accountsPerCard: 1000, templatesPerAccount: 4, accountsPerTemplate: 1000 };
    expect(pricePerHundred({ ringSize: 50, evasion })).toMatchObject({ cards: 2, templates: 8 });
  });

  test.each([
    [0, 50],
    [0.3, 150],
    [1, 100],
  ])(
    "with %d of the sessions from a private line counts that line, and exits only while they are used",
    (privateShare, addresses) => {
      const evasion = { ...usualEvasion, exitsPerAccount: 3, accountsPerExit: 6, privateShare };
      expect(pricePerHundred({ ringSize: 40, evasion }).addresses).toBe(addresses);
    },
  );
});
