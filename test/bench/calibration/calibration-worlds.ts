import { type Scenario, type WorldOptions, worldOptions } from "../../../src/simulate/world-options.ts";

interface WorldPlan {
  readonly seed: number;
  readonly people: number;
  readonly scenario: Scenario;
  /** Several times as many of the groups that resemble rings. */
  readonly isHard?: boolean;
}

/** Of every size and scenario. The scale is fitted on these, and on nothing else. */
const toFitOn: readonly WorldPlan[] = [
  { seed: 101, people: 8000, scenario: "demo" },
  { seed: 102, people: 8000, scenario: "default" },
  { seed: 103, people: 12_000, scenario: "demo" },
  { seed: 104, people: 20_000, scenario: "careful" },
  { seed: 105, people: 20_000, scenario: "demo" },
  { seed: 106, people: 30_000, scenario: "careful" },
  { seed: 107, people: 8000, scenario: "demo" },
  { seed: 108, people: 12_000, scenario: "default", isHard: true },
  { seed: 109, people: 20_000, scenario: "demo" },
  { seed: 110, people: 40_000, scenario: "default" },
  { seed: 111, people: 12_000, scenario: "demo" },
  { seed: 112, people: 20_000, scenario: "careful", isHard: true },
];

/** The fit is held against these, which nothing was set on. */
const toMeasureOn: readonly WorldPlan[] = [
  { seed: 121, people: 8000, scenario: "demo" },
  { seed: 122, people: 20_000, scenario: "careful" },
  { seed: 123, people: 20_000, scenario: "demo" },
  { seed: 124, people: 40_000, scenario: "default" },
  { seed: 125, people: 20_000, scenario: "default", isHard: true },
  { seed: 126, people: 12_000, scenario: "demo" },
];

export const worldsToFitOn = toFitOn.map(toOptions);
export const worldsToMeasureOn = toMeasureOn.map(toOptions);

function toOptions({ isHard, ...plan }: WorldPlan): WorldOptions {
  const usual = worldOptions(plan);
  if (!isHard) return usual;
  return {
    ...usual,
    offices: usual.offices * 2,
    classes: usual.classes * 3,
    universities: Math.max(1, usual.universities),
    libraries: usual.libraries * 3,
    conferences: usual.conferences * 2,
    familyPlans: usual.familyPlans * 2,
    buildFarms: usual.buildFarms * 2,
    ciFirms: usual.ciFirms * 3,
    nightlyEvaluations: usual.nightlyEvaluations * 3,
    gateways: usual.gateways * 3,
    gatewayOperators: usual.gatewayOperators * 3,
    launchRushes: 2,
    householdShare: 0.2,
  };
}
