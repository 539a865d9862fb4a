import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EventInput } from "../../src/contract/event.ts";
import { readPlainEvent } from "../../src/ingest/read-plain-event.ts";

/** Texts at the limits of all fields, and what Postgres cannot store. */
const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40 }),
  fc.constantFrom(40, 41, 64, 65, 128, 129, 256, 257, 320, 321).map((length) => "x".repeat(length)),
  fc.constantFrom("", "\0", "a\0b", "\ud800", "x\udc00", "😀", "é"),
);
const number = fc.oneof(
  fc.nat(),
  fc.constantFrom(-1, -0, 0, 0.5, 1e9, 1e9 + 1, 1e12, 1e12 + 1, 2 ** 53, Number.NaN, Infinity),
);
const anything = fc.oneof(fc.constant(null), fc.boolean(), number, text, fc.array(text, { maxLength: 9 }), fc.object());

const texts = ["id", "account_id", "occurred_at", "ip", "payment_instrument", "device_id", "email", "phone"];
const names = [...texts, "organization_id", "prompt", "prompt_fingerprint", "model", "capability"];
const counts = ["requests", "input_tokens", "output_tokens"];
const others = ["type", "unknown", "__proto__", "constructor", "toString"];

const fields = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.tuple(fc.constantFrom(...names), text) },
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...counts), number) },
    { weight: 1, arbitrary: fc.tuple(fc.constant("prompt_fingerprint"), fc.array(text, { maxLength: 9 })) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...names, ...counts, ...others), anything) },
  ),
  { maxLength: 6 },
);

/** As it comes in: read from JSON, so that `__proto__` is a field like any other. */
const event = fc.tuple(fc.constantFrom("usage", "signup", "other"), fields).map(([type, more]) => {
  const known = { id: "1", account_id: "a", occurred_at: "2026-04-22T09:00:00Z", type };
  const pairs = [...Object.entries(known), ...more].map(([name, value]) => `${JSON.stringify(name)}:${toJson(value)}`);
  return `{${pairs.join(",")}}`;
});
const toJson = (value: unknown) => JSON.stringify(value) ?? "null";

describe("an event that is read without the schema", () => {
  test("is what the schema makes of it", () => {
    let plain = 0;
    fc.assert(
      fc.property(event, (json) => {
        const read = readPlainEvent(JSON.parse(json));
        if (read === undefined) return;
        plain += 1;
        expect(read).toEqual(EventInput.parse(JSON.parse(json)));
      }),
      { numRuns: 3000 },
    );
    expect(plain).toBeGreaterThan(200);
  });

  test("is nearly every one: with all fields, and with none that can be left out", () => {
    const needed = { id: "1", account_id: "a", occurred_at: "2026-04-22T09:00:00Z" };
    const every = { ...needed, ip: "203.0.113.7", payment_instrument: "p", device_id: "d" };
    const signup = { type: "signup", ...every, email: "ada@example.com", phone: "+49 30 901820", organization_id: "o" };
    const usage = {
      type: "usage",
      ...every,
      requests: 2,
      input_tokens: 3,
      output_tokens: 4,
      model: "m",
      capability: "c",
    };
    const fingerprints = [{ prompt_fingerprint: "f" }, { prompt_fingerprint: ["f", "g"] }];
    const events = [{ type: "signup", ...needed }, { type: "usage", ...needed }, signup, usage];
    for (const value of [...events, ...fingerprints.map((given) => ({ ...usage, ...given }))])
      expect(readPlainEvent(value)).toEqual(EventInput.parse(value));
  });

  test.each([undefined, null, 1, "x", [], {}, { type: "usage" }, [{ type: "usage" }]])("is not %j", (value) => {
    expect(readPlainEvent(value)).toBeUndefined();
  });
});
