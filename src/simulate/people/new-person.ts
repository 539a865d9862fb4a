import type { Account, PromptHabit } from "../account.ts";
import { personalEmail } from "../mail-addresses.ts";
import type { Random } from "../random.ts";
import { drawTimeOfDay, type Rhythm, type RhythmName } from "../rhythm.ts";
import type { Setting } from "../setting.ts";
import { drawTimeZone } from "../time-zone.ts";

export const secondsPerDay = 86_400;

/** Prompts of one's own and nothing else. */
export const ownPrompts: PromptHabit = { templates: [], templateShare: 0, templateDays: 0 };

const everydayRhythms: readonly (readonly [RhythmName, number])[] = [
  ["worker", 40],
  ["evening", 30],
  ["student", 16],
  ["night_owl", 8],
  ["two_shifts", 4],
  ["round_the_clock", 1],
  ["nightly_batch", 1],
];

const interests: readonly (readonly [readonly string[], number])[] = [
  [["chat"], 30],
  [["chat", "writing"], 20],
  [["writing", "translation"], 8],
  [["software_engineering", "chat"], 18],
  [["software_engineering", "agentic_reasoning"], 8],
  [["data_analysis", "chat"], 8],
  [["vision", "chat"], 4],
  [["agentic_reasoning", "long_horizon_tasks", "software_engineering"], 4],
];

/** One honest account of an ordinary person, but for the traits given. Added to the world. */
export function newPerson(setting: Setting, random: Random, traits: Partial<Account> = {}): Account {
  const utcOffset = traits.utcOffset ?? drawTimeZone(random) + random.between(-1.5, 1.5);
  const rhythm = traits.rhythm ?? setting.rhythms.draw(random.pickWeighted(everydayRhythms), random);
  const home = traits.home ?? setting.homes.newLine();
  const hasCard = random.chance(0.7);
  const signedUpAt = traits.signedUpAt ?? drawSignup(setting, random, rhythm, utcOffset);
  const account: Account = {
    isFake: false,
    group: undefined,
    leavesAt: random.chance(0.25) ? Math.max(signedUpAt, 0) + random.exponential(20) * secondsPerDay : Infinity,
    signupPlace: home,
    phone: random.chance(0.15) ? `+1${random.whole(2_012_000_000, 9_899_999_999)}` : undefined,
    organizationId: undefined,
    card: hasCard ? newCard(random) : undefined,
    cardAtSignup: random.chance(0.5),
    devices: traits.devices ?? newDevices(random, random.chance(0.85) ? random.whole(1, 2) : 0),
    deviceShare: random.chance(0.2) ? 0.1 : 0.9,
    work: undefined,
    workShare: 0,
    away: random.chance(0.4) ? random.pick(setting.carriers) : undefined,
    awayShare: random.between(0.05, 0.6),
    eventsPerDay: drawVolume(setting, random),
    firstTryShare: 0.75,
    requestsPerEvent: random.logNormal(3, 0.7),
    prompts: ownPrompts,
    capabilities: random.pickWeighted(interests),
    usesNewModel: random.chance(0.4),
    ...traits,
    index: setting.accounts.length,
    email: claimEmail(setting, random, traits.email ?? personalEmail(random)),
    signedUpAt,
    home,
    rhythm,
    utcOffset,
  };
  setting.accounts.push(account);
  return account;
}

/** Where the name is gone, people append digits until one is free. */
function claimEmail(setting: Setting, random: Random, wanted: string): string {
  let email = wanted;
  while (setting.emails.has(email)) email = email.replace("@", `${random.whole(0, 9)}@`);
  setting.emails.add(email);
  return email;
}

/** A fifth were customers before the world began; the others come evenly over its days, at their usual hours. */
function drawSignup(setting: Setting, random: Random, rhythm: Rhythm, utcOffset: number): number {
  if (random.chance(0.2)) return -1;
  const day = random.whole(0, setting.options.days - 1);
  return day * secondsPerDay + utcTimeOfDay(drawTimeOfDay(rhythm, random), utcOffset);
}

/** Events a day: half of the people are nearly idle, a few are at it all day. */
export function drawVolume(setting: Setting, random: Random): number {
  const spread = 1.3;
  const median = setting.options.eventsPerPersonDay / Math.exp((spread * spread) / 2);
  return Math.min(30, random.logNormal(median, spread));
}

export function newCard(random: Random): string {
  return `pm_${random.hex(14)}`;
}

export function newDevices(random: Random, count: number): string[] {
  return Array.from({ length: count }, () => `dev_${random.hex(12)}`);
}

export function newTemplates(random: Random, count: number): string[] {
  return Array.from({ length: count }, () => `fp_${random.hex(16)}`);
}

/** Of a moment in the local day, the second of the UTC day. */
export function utcTimeOfDay(localSeconds: number, utcOffset: number): number {
  return (((localSeconds - utcOffset * 3600) % secondsPerDay) + secondsPerDay) % secondsPerDay;
}

/** When the members of a group sign up: in one burst or over weeks, by the last day that is given. */
export function signupWindow(random: Random, lengthDays: number, lastDay: number): () => number {
  const length = lengthDays * secondsPerDay;
  const start = random.between(0, Math.max(0, lastDay * secondsPerDay - length));
  return () => Math.min(start + random.fraction() * length, lastDay * secondsPerDay - 60);
}

/** A moment on one day of the world, at a local hour of that day. */
export function momentAt(setting: Setting, random: Random, localHour: number, utcOffset: number): number {
  const day = random.whole(0, Math.max(0, setting.options.days - 8));
  return day * secondsPerDay + utcTimeOfDay(localHour * 3600, utcOffset);
}
