const minute = 60;
const hour = 60 * minute;

/** Seconds to wait after each failed try but the last. Standard Webhooks 1.0.0, "Retries"; 75.6 hours in all. */
const waits = [5, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour] as const;

/** The first try and what follows. */
export const mostTries = waits.length + 1;

/** Half of the share by which a wait is shortened or lengthened, so that what failed together does not come back together. */
const jitter = 0.1;

/** A receiver may ask for that much and no more: else one header would silence it for ever. */
const longestRetryAfter = 24 * hour;

/**
 * When to try again.
 *
 * @param tries that have failed; whole, 1 or more
 * @param retryAfter what the receiver asked for; later than the schedule it counts, earlier it does not
 * @param random in [0, 1)
 * @returns undefined after the last
 */
export function nextTry(
  tries: number,
  now: Date,
  random: number,
  retryAfter: Date | undefined = undefined,
): Date | undefined {
  const wait = waits[tries - 1];
  if (wait === undefined) return undefined;
  const scheduled = now.getTime() + wait * (1 - jitter + 2 * jitter * random) * 1000;
  return new Date(Math.max(scheduled, retryAfter?.getTime() ?? 0));
}

/**
 * When a receiver wants to be called again, by its `Retry-After`: seconds or a date, at most a day ahead.
 *
 * @returns undefined where it says nothing that can be read, or what is over
 */
export function readRetryAfter(header: string | undefined, now: Date): Date | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const time = /^\d{1,10}$/.test(text) ? now.getTime() + Number(text) * 1000 : Date.parse(text);
  if (Number.isNaN(time) || time <= now.getTime()) return undefined;
  return new Date(Math.min(time, now.getTime() + longestRetryAfter * 1000));
}
