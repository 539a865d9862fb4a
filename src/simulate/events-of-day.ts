import type { Account } from "./account.ts";
import { countByHour } from "./count-by-hour.ts";
import { secondsPerDay, utcTimeOfDay } from "./people/new-person.ts";
import type { Place } from "./place.ts";
import { choosePrompts } from "./prompt-choice.ts";
import { writePrompt } from "./prompt-text.ts";
import type { Random } from "./random.ts";
import { drawTimeOfDay } from "./rhythm.ts";
import type { DatedEvent } from "./world-event.ts";
import type { WorldOptions } from "./world-options.ts";

/** Day on which a new model comes out; those who want it move to it within a day. */
const newModelDay = 24;

/** What one account does on one day, in no particular order. */
export function eventsOfDay(
  account: Account,
  id: string,
  day: number,
  options: WorldOptions,
  random: Random,
): DatedEvent[] {
  const dayStart = day * secondsPerDay;
  if (account.signedUpAt >= dayStart + secondsPerDay || account.leavesAt < dayStart) return [];
  const events: DatedEvent[] = [];
  const signsUpToday = account.signedUpAt >= dayStart;
  if (signsUpToday) {
    events.push(signUp(account, id, day, random));
    if (random.chance(account.firstTryShare)) {
      // Not beyond midnight: each day's events are sorted by themselves.
      const at = Math.min(account.signedUpAt + 20 + random.exponential(600), dayStart + secondsPerDay - 0.001);
      events.push(usage(account, id, at, account.signupPlace, options, random));
    }
  }
  for (let count = drawUsageCount(account, day, options, random); count > 0; count -= 1) {
    const localSeconds = drawTimeOfDay(account.rhythm, random);
    const at = dayStart + utcTimeOfDay(localSeconds, account.utcOffset);
    if (at <= account.signedUpAt) continue;
    events.push(
      usage(
        account,
        id,
        at,
        whereabouts(account, localSeconds / 3600, isWeekend(day, options), random),
        options,
        random,
      ),
    );
  }
  return options.countsByHour ? countByHour(events, account.signedUpAt) : events;
}

/** Usage events that an account makes on average on a day on which it could make `rate`. */
export function expectedUsage(rate: number): number {
  const perActiveDay = eventsPerActiveDay(rate);
  return activeShare(rate) * Math.max(perActiveDay, rate);
}

/** An account that is older than the world shows itself at least once in it, on a day of its own. */
function mustShowItself(account: Account, day: number, options: WorldOptions): boolean {
  const days = Math.min(options.days, 1 + Math.floor(account.leavesAt / secondsPerDay));
  return account.signedUpAt < 0 && day === (account.index * 7919) % days;
}

function drawUsageCount(account: Account, day: number, options: WorldOptions, random: Random): number {
  const rate = account.eventsPerDay * (isWeekend(day, options) ? account.rhythm.weekendShare : 1);
  if (!random.chance(activeShare(rate))) return mustShowItself(account, day, options) ? 1 : 0;
  return Math.max(1, random.poisson(Math.max(eventsPerActiveDay(rate), rate)));
}

function eventsPerActiveDay(rate: number): number {
  return 1 + Math.min(6, rate * 2);
}

function activeShare(rate: number): number {
  return Math.min(0.97, rate / eventsPerActiveDay(rate));
}

export function isWeekend(day: number, options: Pick<WorldOptions, "startsAt">): boolean {
  const weekday = (Math.floor(options.startsAt / 86_400_000) + day + 4) % 7; // 1 January 1970 was a Thursday, day 4 of the week
  return weekday === 0 || weekday === 6;
}

function whereabouts(account: Account, localHour: number, weekend: boolean, random: Random): Place {
  const atWork =
    account.work !== undefined && !weekend && localHour >= 7 && localHour < 20 && random.chance(account.workShare);
  if (atWork) return account.work as Place;
  return account.away !== undefined && random.chance(account.awayShare) ? account.away : account.home;
}

function signUp(account: Account, id: string, day: number, random: Random): DatedEvent {
  return {
    at: account.signedUpAt,
    event: {
      type: "signup",
      account_id: id,
      ip: account.signupPlace.addressOn(day, random),
      email: account.email,
      ...(account.phone !== undefined ? { phone: account.phone } : {}),
      ...(account.card !== undefined && account.cardAtSignup ? { payment_instrument: account.card } : {}),
      ...(account.devices.length > 0 ? { device_id: random.pick(account.devices) } : {}),
      ...(account.organizationId !== undefined ? { organization_id: account.organizationId } : {}),
    },
  };
}

function usage(
  account: Account,
  id: string,
  at: number,
  place: Place,
  options: WorldOptions,
  random: Random,
): DatedEvent {
  const day = Math.floor(at / secondsPerDay);
  const requests = Math.max(1, Math.min(2000, Math.round(random.exponential(account.requestsPerEvent))));
  const outputTokens = Math.round(random.logNormal(400, 0.8)) * requests;
  const prompts = random.chance(0.9) ? choosePrompts(account, day, countsApart(requests, options), random) : [];
  const hasDevice = account.devices.length > 0 && random.chance(account.deviceShare);
  const paysNow = account.card !== undefined && random.chance(0.25);
  return {
    at,
    event: {
      type: "usage",
      account_id: id,
      ...(random.chance(0.99) ? { ip: place.addressOn(day, random) } : {}),
      ...(paysNow ? { payment_instrument: account.card as string } : {}),
      ...(hasDevice ? { device_id: random.pick(account.devices) } : {}),
      ...promptFields(prompts, options, random),
      requests,
      input_tokens: Math.round(random.logNormal(700, 1)) * requests,
      output_tokens: outputTokens,
      model: account.usesNewModel && day >= newModelDay ? "m-2" : "m-1",
      capability: random.pick(account.capabilities),
    },
  };
}

/** How many requests may have had different prompts: in counts by the hour each fingerprint has an event of its own. */
function countsApart(requests: number, { countsByHour }: WorldOptions): number {
  return countsByHour ? 1 : requests;
}

function promptFields(prompts: readonly string[], options: WorldOptions, random: Random) {
  const [first] = prompts;
  if (first === undefined) return {};
  if (options.promptTextShare > 0 && random.chance(options.promptTextShare))
    return { prompt: writePrompt(first, random) };
  return { prompt_fingerprint: prompts.length === 1 ? first : prompts };
}
