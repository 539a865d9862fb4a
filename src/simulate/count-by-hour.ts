import type { DatedEvent } from "./world-event.ts";

const secondsPerHour = 3600;

/**
 * Usage of one account on one day as a provider counts it: what came in one hour from the same place in the same way is one event, at
 * the beginning of the hour, or at the sign-up where that came later.
 *
 * @param events sign-ups stay as they are
 */
export function countByHour(events: readonly DatedEvent[], signedUpAt: number): DatedEvent[] {
  const counted: DatedEvent[] = [];
  for (const { at, event } of events) {
    if (event.type === "signup") {
      counted.push({ at, event });
      continue;
    }
    const hour = Math.max(Math.floor(at / secondsPerHour) * secondsPerHour, signedUpAt);
    const next = { at: hour, event };
    const place = counted.findIndex((before) => isCountedWith(before, next));
    if (place < 0) counted.push(next);
    else counted[place] = add(next, counted[place] as DatedEvent);
  }
  return counted;
}

/** An account has few events a day: looking through them is quicker than a key for each. */
function isCountedWith(before: DatedEvent, next: DatedEvent): boolean {
  const [{ event: one }, { event: other }] = [before, next];
  return (
    before.at === next.at &&
    one.type === "usage" &&
    one.ip === other.ip &&
    one.device_id === other.device_id &&
    one.prompt_fingerprint === other.prompt_fingerprint &&
    one.prompt === other.prompt &&
    one.model === other.model &&
    one.capability === other.capability
  );
}

function add(next: DatedEvent, before: DatedEvent): DatedEvent {
  const sum = (name: "requests" | "input_tokens" | "output_tokens") =>
    (before.event[name] ?? 0) + (next.event[name] ?? 0);
  return {
    at: next.at,
    event: {
      ...next.event,
      ...before.event,
      requests: sum("requests"),
      input_tokens: sum("input_tokens"),
      output_tokens: sum("output_tokens"),
    },
  };
}
