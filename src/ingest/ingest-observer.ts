import { SignupEvent, UsageEvent } from "../contract/event.ts";
import type { Fault } from "../contract/list-faults.ts";

/** Hears what becomes of events, for figures. */
export interface IngestObserver {
  eventsStored(accepted: number, duplicates: number): void;
  /** @param reason the field that the first fault is in, or one of a few other words; never what was sent */
  eventRefused(reason: string): void;
}

const fields = new Set([...Object.keys(SignupEvent.shape), ...Object.keys(UsageEvent.shape)]);

/** The field of an event's first fault; `unknown_field` for one that there is not, `unreadable` where it is no event at all. */
export function reasonOf(faults: readonly Fault[]): string {
  const field = faults[0]?.path[0];
  if (field === undefined) return "unreadable";
  return typeof field === "string" && fields.has(field) ? field : "unknown_field";
}
