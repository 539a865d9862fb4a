import fc from "fast-check";

// What callers should not send, and what attackers do.

const sqlTexts = [
  "'; create table injected (); --",
  "1); create table injected (); --",
  "'; drop table rings; --",
  "' or '1'='1",
  '" or ""="',
  "1; select pg_sleep(30)--",
  "1 union select hash from api_keys",
  "$1",
  "%' and 1=(select count(*) from api_keys) and '%'='",
  "\\'; copy audit_log to program 'id'; --",
  "*/ select 1 /*",
];

const prototypeNames = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "__defineGetter__"];

const fixedTexts = [
  ...sqlTexts,
  ...prototypeNames,
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "\udc00x",
  "x\ud83d",
  "\u202etxt.exe",
  "\ufeff",
  "\ufffd",
  "a\r\nSet-Cookie: b=c",
  "../../../etc/passwd",
  "..%2f..%2f",
  "%",
  "%zz",
  "%00",
  "%ff%fe",
  "{{7*7}}",
  "${7*7}",
  "<script>alert(1)</script>",
  "null",
  "undefined",
  "true",
  "NaN",
  "Infinity",
  "-Infinity",
  "-0",
  "0x10",
  "1e400",
  "1e-400",
  "00",
  "9223372036854775808",
  "-9223372036854775809",
  "99999999999999999999999999",
  "0.1.2",
  "1,2",
  "[]",
  "[object Object]",
  "9999-12-31T23:59:59Z",
  "0000-01-01T00:00:00Z",
  "275760-09-13T00:00:00Z",
  "-000001-01-01T00:00:00Z",
  "2026-02-30T00:00:00Z",
  "2026-06-05T24:00:00Z",
  "2026-06-05T18:30:60Z",
  "999.999.999.999",
  "::ffff:1.2.3.4%eth0",
  "4111111111111111",
];

/** A text that no route should trip over. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...fixedTexts) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("x", "\u{1f4a9}", "'", "%")
      .chain((unit) => fc.constantFrom(129, 300, 2001, 9000).map((length) => unit.repeat(length))),
  },
);

const oddNumbers = [
  0,
  -0,
  -1,
  0.5,
  1e-320,
  1e21,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 31 - 1,
  -(2 ** 31) - 1,
  2 ** 53,
  2 ** 63,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_VALUE,
];

export const oddNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(...oddNumbers),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);

/** Any value that JSON can say, of the kind that was not asked for. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: oddText },
  { weight: 3, arbitrary: oddNumber },
  {
    weight: 2,
    arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null], { length: 1 }, { toString: 1 }, { "": "" }),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(60, 3000).map((depth) => nested(depth)) },
);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value };
  return value;
}

/** An object whose own field is `__proto__`, which JSON can say and a literal cannot. */
export function withPrototypeField(value: object, inner: unknown): object {
  return Object.defineProperty({ ...value }, "__proto__", { value: inner, enumerable: true, configurable: true });
}
