/** What can be set of how rings evade detection: its usual value, the least and the most that make sense, and what it is. */
export interface Knob {
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  readonly meaning: string;
}

/**
 * One knob for each evasion of `disguised` rings.
 *
 * The usual values are those of a careful ring that still has something in common.
 */
export const evasionKnobs = {
  accountsPerCard: { usual: 1, least: 1, most: 1000, meaning: "accounts that one card pays for" },
  exitsPerAccount: { usual: 3, least: 1, most: 20, meaning: "exits of residential proxies that an account keeps to" },
  accountsPerExit: { usual: 6, least: 1, most: 1000, meaning: "accounts of the ring that keep to one exit" },
  privateShare: { usual: 0, least: 0, most: 1, meaning: "share of sessions from a line that nobody else uses" },
  coverShare: { usual: 0.8, least: 0, most: 1, meaning: "share of prompts that are innocuous and unlike each other" },
  templatesPerAccount: { usual: 4, least: 1, most: 1000, meaning: "templates that an account fills in" },
  accountsPerTemplate: {
    usual: 1000,
    least: 1,
    most: 10_000,
    meaning: "accounts of the ring that fill in one template",
  },
  paraphraseShare: {
    usual: 0,
    least: 0,
    most: 1,
    meaning: "share of template prompts that are reworded past recognition",
  },
  hoursPerDay: { usual: 10, least: 1, most: 24, meaning: "hours of the day at which the ring is awake" },
  signupDays: { usual: 30, least: 0.01, most: 366, meaning: "days over which the sign-ups are spread" },
  eventsPerDay: { usual: 0.8, least: 0.01, most: 30, meaning: "usage events of an account a day" },
  requestsPerEvent: { usual: 4, least: 1, most: 500, meaning: "requests in a usage event" },
} as const satisfies Record<string, Knob>;

export type EvasionKnob = keyof typeof evasionKnobs;
export type Evasion = Readonly<Record<EvasionKnob, number>>;

export const evasionKnobNames = Object.keys(evasionKnobs) as EvasionKnob[];

export const usualEvasion = Object.fromEntries(
  evasionKnobNames.map((name) => [name, evasionKnobs[name].usual]),
) as Evasion;
