import type { EventInput } from "../contract/event.ts";

/**
 * Reads an event whose fields are all as the schema wants them, in a fraction of the schema's time: nearly every event.
 *
 * @returns what the schema would make of it; undefined where the schema has to be asked, which also says what is wrong
 */
export function readPlainEvent(value: unknown): EventInput | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const event = value as Record<string, unknown>;
  const { type } = event;
  const checks = type === "usage" ? usageChecks : type === "signup" ? signupChecks : undefined;
  if (!checks) return undefined;
  // A field that comes along by inheritance has no check, and an own one called __proto__ neither.
  for (const name in event) if (checks.get(name)?.(event[name]) !== true) return undefined;
  if (event.id === undefined || event.account_id === undefined || event.occurred_at === undefined) return undefined;
  return (type === "usage" ? withDefaults(event) : event) as unknown as EventInput;
}

/** Nearly always there is nothing to add. */
function withDefaults(event: Record<string, unknown>): Record<string, unknown> {
  const { requests, input_tokens, output_tokens } = event;
  if (requests !== undefined && input_tokens !== undefined && output_tokens !== undefined) return event;
  return { requests: 1, input_tokens: 0, output_tokens: 0, ...event };
}

type Check = (value: unknown) => boolean;

function text(longest: number): Check {
  return (value) => typeof value === "string" && value.length > 0 && value.length <= longest && isStorable(value);
}

function isStorable(value: string): boolean {
  return !value.includes("\0") && value.isWellFormed();
}

function wholeNumber(most: number): Check {
  return (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
}

const isFingerprint = text(256);

const checksOfEvery: readonly (readonly [name: string, check: Check])[] = [
  ["type", () => true],
  ["id", text(128)],
  ["account_id", text(128)],
  ["occurred_at", text(40)],
  ["ip", text(64)],
  ["payment_instrument", text(256)],
  ["device_id", text(256)],
];

const signupChecks = new Map([
  ...checksOfEvery,
  ["email", text(320)],
  ["phone", text(64)],
  ["organization_id", text(256)],
]);

const usageChecks = new Map([
  ...checksOfEvery,
  // A prompt itself is left to the schema: reading it costs more than checking it.
  ["prompt_fingerprint", (value) => (Array.isArray(value) ? isListOfFingerprints(value) : isFingerprint(value))],
  ["requests", wholeNumber(1_000_000_000)],
  ["input_tokens", wholeNumber(1_000_000_000_000)],
  ["output_tokens", wholeNumber(1_000_000_000_000)],
  ["model", text(128)],
  ["capability", text(128)],
]);

function isListOfFingerprints(values: readonly unknown[]): boolean {
  return values.length >= 1 && values.length <= 8 && values.every(isFingerprint);
}
