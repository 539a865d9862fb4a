import { type Evasion, type EvasionKnob, usualEvasion } from "../../../src/simulate/evasion.ts";

/** One way to run rings. */
export interface Setting {
  /** Accounts in a ring. */
  readonly ringSize: number;
  readonly evasion: Evasion;
}

/** Settings that are looked at together, each with the words for what sets it apart. */
export interface SettingTable {
  readonly title: string;
  readonly about: string;
  readonly rows: readonly { readonly name: string; readonly setting: Setting }[];
}

const ringSize = 40;

/** Pools of everything, no cover, no sleep: what a campaign looks like that does not expect to be looked at. */
const plainEvasion: Evasion = {
  ...usualEvasion,
  accountsPerCard: 10,
  coverShare: 0,
  hoursPerDay: 24,
  signupDays: 5,
  eventsPerDay: 1.5,
  requestsPerEvent: 15,
};

/** Each knob from where it evades nothing to where it gives up most. */
const turns: readonly (readonly [EvasionKnob, readonly number[]])[] = [
  ["accountsPerCard", [20, 10, 5, 2, 1]],
  ["accountsPerExit", [20, 6, 3, 2, 1]],
  ["exitsPerAccount", [6, 3, 1]],
  ["privateShare", [0, 0.5, 0.9, 1]],
  ["coverShare", [0, 0.5, 0.8, 0.95, 1]],
  ["accountsPerTemplate", [1000, 20, 5, 2]],
  ["paraphraseShare", [0, 0.5, 0.9, 1]],
  ["hoursPerDay", [24, 10]],
  ["signupDays", [0.1, 5, 30]],
  ["eventsPerDay", [1.5, 0.8, 0.3, 0.1]],
  ["requestsPerEvent", [15, 4]],
];

/** One step after the other, the cheap ones first. */
const steps: readonly (readonly [name: string, change: Partial<Evasion>])[] = [
  ["pools of everything, round the clock", {}],
  ["human hours and volumes", { hoursPerDay: 10, eventsPerDay: 0.8, requestsPerEvent: 4 }],
  ["sign-ups over a month", { signupDays: 30 }],
  ["four of five prompts are cover", { coverShare: 0.8 }],
  ["two accounts a card", { accountsPerCard: 2 }],
  ["a card each", { accountsPerCard: 1 }],
  ["a template for 20 accounts", { accountsPerTemplate: 20 }],
  ["three accounts an exit", { accountsPerExit: 3 }],
  ["a template for 5 accounts", { accountsPerTemplate: 5 }],
  ["two accounts an exit", { accountsPerExit: 2 }],
  ["every prompt reworded", { paraphraseShare: 1 }],
  ["a private line each", { privateShare: 1 }],
];

const sizes = [12, 20, 80, 200];

export const settingTables: readonly SettingTable[] = [
  {
    title: "One step after the other",
    about: "Each row does what the rows above do, and one thing more.",
    rows: steps.map(([name], last) => {
      const evasion = Object.assign({}, plainEvasion, ...steps.slice(0, last + 1).map(([, change]) => change));
      return { name: last === 0 ? name : `+ ${name}`, setting: { ringSize, evasion } };
    }),
  },
  turnEach(
    "One evasion alone",
    plainEvasion,
    "A ring with pools of everything, round the clock, that evades in one way.",
  ),
  turnEach(
    "All evasions but one",
    usualEvasion,
    "A careful ring: a card each, four of five prompts are cover, human hours and volumes, sign-ups over a month; one knob is turned.",
  ),
  {
    title: "Ring size",
    about: "The same number of accounts in more rings that have nothing in common, each with pools of its own.",
    rows: [
      ...sizes.map((size) => ({
        name: `pools of everything, ${size} accounts`,
        setting: { ringSize: size, evasion: plainEvasion },
      })),
      ...sizes.map((size) => ({
        name: `careful, ${size} accounts`,
        setting: { ringSize: size, evasion: usualEvasion },
      })),
    ],
  },
];

/** The base first, then each knob at each value that it does not have already. */
function turnEach(title: string, base: Evasion, about: string): SettingTable {
  const turned = turns.flatMap(([knob, values]) =>
    values
      .filter((value) => value !== base[knob])
      .map((value) => ({ name: `${knob} ${value}`, setting: { ringSize, evasion: { ...base, [knob]: value } } })),
  );
  return { title, about, rows: [{ name: "as described", setting: { ringSize, evasion: base } }, ...turned] };
}
