import { EventInput, SignupEvent, UsageEvent } from "../contract/event.ts";
import { type Fault, listFaults } from "../contract/list-faults.ts";
import type { NormalisedEvent } from "../model/event.ts";
import { type NormaliseContext, normaliseEvent } from "./normalise-event.ts";
import { readPlainEvent } from "./read-plain-event.ts";

/** What became of one event: stored form, or its faults with its id, where it has a usable one. */
export type ParsedEvent =
  | { readonly event: NormalisedEvent }
  | { readonly event?: undefined; readonly id: string | undefined; readonly faults: readonly Fault[] };

/** Checks and normalises one event, whatever it may be. Never throws for what is in it. */
export function parseEvent(value: unknown, context: NormaliseContext): ParsedEvent {
  const plain = readPlainEvent(value);
  if (plain) return normalise(plain, context);
  const parsed = EventInput.safeParse(value);
  if (!parsed.success) return { id: readId(value), faults: listFaults(parsed.error, describeUnknown) };
  return normalise(parsed.data, context);
}

function normalise(input: EventInput, context: NormaliseContext): ParsedEvent {
  const normalised = normaliseEvent(input, context);
  return isFaults(normalised) ? { id: input.id, faults: normalised } : { event: normalised };
}

function isFaults(result: NormalisedEvent | readonly Fault[]): result is readonly Fault[] {
  return Array.isArray(result);
}

/** A field of the one type on the other is known, but in the wrong place. */
function describeUnknown(name: string): string {
  if (Object.hasOwn(SignupEvent.shape, name)) return `"${name}" belongs to signup events only`;
  if (Object.hasOwn(UsageEvent.shape, name)) return `"${name}" belongs to usage events only`;
  return `unknown field "${name}"`;
}

function readId(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const id = SignupEvent.shape.id.safeParse((value as { id?: unknown }).id);
  return id.success ? id.data : undefined;
}
