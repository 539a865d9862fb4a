import { describe, expect, test } from "vitest";
import { evasionKnobNames, evasionKnobs } from "../../../src/simulate/evasion.ts";
import { settingTables } from "./settings.ts";

const settings = settingTables.flatMap(({ rows }) => rows.map(({ setting }) => setting));

describe("the settings of the evasion benchmark", () => {
  test("stay inside the ranges of their knobs, and turn each knob but one that needs another", () => {
    for (const { evasion } of settings) {
      for (const name of evasionKnobNames) {
        expect(evasion[name]).toBeGreaterThanOrEqual(evasionKnobs[name].least);
        expect(evasion[name]).toBeLessThanOrEqual(evasionKnobs[name].most);
      }
    }
    const turned = evasionKnobNames.filter((name) => new Set(settings.map(({ evasion }) => evasion[name])).size > 1);
    // How many templates an account has says nothing without how many accounts have one.
    expect(evasionKnobNames.filter((name) => !turned.includes(name))).toEqual(["templatesPerAccount"]);
  });

  test("are named once in each table", () => {
    for (const { rows } of settingTables) expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  test("change one thing from row to row, or from the first row", () => {
    const [steps, alone, allButOne] = settingTables.map(({ rows }) => rows.map(({ setting }) => setting.evasion));
    const changes = (before: object | undefined, after: object) => {
      const old = Object.entries(before ?? {});
      return old.filter(([name, value]) => (after as Record<string, unknown>)[name] !== value).length;
    };
    // Human hours and volumes go together: three knobs.
    for (const [place, evasion] of (steps ?? []).slice(1).entries())
      expect(changes(steps?.[place], evasion)).toBe(place === 0 ? 3 : 1);
    for (const table of [alone, allButOne]) {
      for (const evasion of (table ?? []).slice(1)) expect(changes(table?.[0], evasion)).toBe(1);
    }
  });
});
