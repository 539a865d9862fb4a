import { describe, expect, test } from "vitest";
import {
  defaultFilters,
  moveSelection,
  queueSorts,
  queueViews,
  type Route,
  readKey,
  readRoute,
  toRingQuery,
  writeRoute,
} from "../../src/console/state.ts";
import { ringSorts } from "../../src/contract/ring.ts";

describe("an address", () => {
  const routes: Route[] = [
    { page: "rings", filters: defaultFilters },
    {
      page: "rings",
      filters: { view: "dismissed", sort: "-recent_signups", min_risk: "0.9", active_after: "2026-05-01" },
    },
    { page: "ring", id: "ring_4f1d" },
    { page: "search", text: "203.0.113.0/24" },
    { page: "search", text: '"><img src=x onerror=alert(1)>&q=#/rings' },
    { page: "search", text: "100 % ünï+&=" },
    { page: "runs" },
    { page: "run", id: "run_7" },
    { page: "system" },
  ];
  test.each(routes)("says what it was made of: %j", (route) => {
    expect(readRoute(writeRoute(route))).toEqual(route);
  });

  test.each([
    ["", "rings"],
    ["#", "rings"],
    ["#/nowhere", "rings"],
    ["#/rings/%E0%A4%A", "ring"],
    ["#/rings?view=__proto__&sort=constructor", "rings"],
  ])("%j is no error", (hash, page) => {
    const route = readRoute(hash);
    expect(route.page).toBe(page);
    if (route.page === "rings") expect(route.filters).toEqual(defaultFilters);
  });

  test("may bring a key, and nothing but a key", () => {
    expect(readKey("#key=rf_demo_12")).toBe("rf_demo_12");
    expect(readKey("#/rings?key=rf_1")).toBeUndefined();
    expect(readKey("#key=rf 1")).toBeUndefined();
  });
});

test("every order that the queue offers is one of the API's", () => {
  expect(ringSorts).toEqual(expect.arrayContaining(Object.keys(queueSorts)));
});

test("filters are asked for as the API takes them", () => {
  expect(toRingQuery({ ...defaultFilters, min_members: "10", flagged_after: "2026-05-01" })).toEqual({
    ...queueViews.review.query,
    sort: "-risk",
    min_members: "10",
    flagged_after: "2026-05-01T00:00:00Z",
  });
});

test.each([
  [0, 1, 3, 1],
  [2, 1, 3, 2],
  [0, -1, 3, 0],
  [0, 1, 0, 0],
])("from %d by %d of %d leads to %d", (selected, step, count, expected) => {
  expect(moveSelection(selected, step, count)).toBe(expected);
});
