import { z } from "zod";

/** Most characters of a prompt that one event may carry. */
export const longestPrompt = 200_000;
export const mostEventsInArray = 10_000;
/** How many errors an answer lists; `rejected` counts them all. */
export const mostErrorsListed = 100;

/** Postgres cannot store NUL or half of a surrogate pair, and JSON can say both. */
const isStorable = (text: string) => !text.includes("\0") && text.isWellFormed();

const textOrMissing = (what: string) => (issue: { readonly input?: unknown }) =>
  issue.input === undefined ? "is required" : `must be ${what}`;

function text(longest: number) {
  return z
    .string({ error: textOrMissing("a string") })
    .min(1, "must not be empty: leave the field out where there is nothing to say")
    .max(longest, `must be at most ${longest.toLocaleString("en")} characters long`)
    .refine(isStorable, "must not contain NUL or half of a surrogate pair");
}

function wholeNumber(most: number) {
  const rule = `must be a whole number from 0 to ${most.toLocaleString("en")}`;
  return z.int({ error: rule }).min(0, rule).max(most, rule);
}

const onEveryEvent = {
  id: text(128).meta({
    description: "Names the event. The same id again is a duplicate: counted, not stored twice.",
    example: "evt_1",
  }),
  account_id: text(128).meta({ example: "acct_1" }),
  occurred_at: text(40).meta({
    description: "RFC 3339 with an offset, from 1970 on, not more than five minutes ahead of the service's clock.",
    format: "date-time",
    example: "2026-04-22T09:00:00Z",
  }),
  ip: text(64).optional().meta({
    description:
      "IPv4 or IPv6 without a zone. An IPv4 address mapped into IPv6 counts as IPv4. Private addresses are kept but link nobody.",
    example: "203.0.113.7",
  }),
  payment_instrument: text(256).optional().meta({
    description: "Opaque token of a card or another means of payment. What looks like a card number is refused.",
    example: "pm_fingerprint",
  }),
  device_id: text(256).optional().meta({ example: "dev_1" }),
};

export const SignupEvent = z
  .strictObject({
    type: z.literal("signup"),
    ...onEveryEvent,
    email: text(320)
      .optional()
      .meta({ description: "Stored as a keyed hash and its domain.", example: "ada@example.com" }),
    phone: text(64).optional().meta({
      description: "7 - 15 digits, with + and punctuation as you like. Stored as a keyed hash.",
      example: "+49 30 901820",
    }),
    organization_id: text(256)
      .optional()
      .meta({ description: "An organisation that you have verified.", example: "org_1" }),
  })
  .meta({ id: "SignupEvent" });

export const UsageEvent = z
  .strictObject({
    type: z.literal("usage"),
    ...onEveryEvent,
    prompt: z
      .string({ error: "must be a string" })
      .max(
        longestPrompt,
        `must be at most ${longestPrompt.toLocaleString("en")} characters long: send its start and its end`,
      )
      .optional()
      .meta({ description: "Fingerprinted in memory, then dropped: never stored, never logged." }),
    prompt_fingerprint: z
      .union([text(256), z.array(text(256)).min(1, "must not be empty").max(8, "must hold at most 8 strings")], {
        error: "must be a string or a list of strings",
      })
      .optional()
      .meta({
        description:
          "Your own fingerprint of the prompt, or up to eight. Those that `ringfence fingerprint` makes count as if you had sent the text.",
        example: "fp_1",
      }),
    requests: wholeNumber(1_000_000_000).default(1).meta({
      description: "Requests that the event stands for, so that you can send counts per minute.",
      example: 12,
    }),
    input_tokens: wholeNumber(1_000_000_000_000).default(0).meta({ example: 5000 }),
    output_tokens: wholeNumber(1_000_000_000_000).default(0).meta({ example: 9000 }),
    model: text(128).optional().meta({ example: "m-1" }),
    capability: text(128).optional().meta({ example: "agentic_reasoning" }),
  })
  .meta({ id: "UsageEvent" });

/** An event as a provider sends it. */
export const EventInput = z
  .discriminatedUnion("type", [SignupEvent, UsageEvent], {
    error: (issue) => (issue.code === "invalid_union" ? 'must be "signup" or "usage"' : "must be an object"),
  })
  .meta({ id: "Event" });
export type EventInput = z.output<typeof EventInput>;

export const EventErrorBody = z
  .strictObject({
    line: z
      .int()
      .min(1)
      .meta({ description: "Line of the stream, or place in the array; the first is 1.", example: 3 }),
    id: z.string().optional().meta({ description: "The event's id, where it has a usable one.", example: "evt_3" }),
    detail: z.string().meta({ example: "must be an IPv4 or IPv6 address" }),
    pointer: z.string().meta({ description: "JSON pointer into the event.", example: "/ip" }),
  })
  .meta({ id: "EventError" });
export type EventErrorBody = z.infer<typeof EventErrorBody>;

export const IngestBody = z
  .strictObject({
    accepted: z.int().min(0).meta({ description: "Events that are now stored.", example: 998 }),
    duplicates: z.int().min(0).meta({ description: "Events whose id was known already.", example: 1 }),
    rejected: z.int().min(0).meta({ description: "Events with faults.", example: 1 }),
    errors: z
      .array(EventErrorBody)
      .max(mostErrorsListed)
      .meta({ description: `The first ${mostErrorsListed} faults; one event may have several.` }),
  })
  .meta({ id: "IngestResult" });
export type IngestBody = z.infer<typeof IngestBody>;
