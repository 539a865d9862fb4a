import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { fromSchema, type Schema, type SchemaOptions } from "./from-schema.ts";
import { oddText, oddValue } from "./odd-values.ts";

/** A request as it goes over the wire. */
export interface MadeUpRequest {
  readonly method: string;
  /** With the query, escaped or broken. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer | undefined;
}

/** What the requests may refer to. */
export interface Known {
  /** Ids, versions and other texts that the service gave out. */
  readonly texts: readonly string[];
  /** Cursors that it gave out. */
  readonly cursors: readonly string[];
  /** Keys by what they may do, the mightiest first. */
  readonly keys: readonly string[];
}

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** Requests for every operation of the document: most of them nearly right, some wild. */
export function madeUpRequests(document: ApiDocument, known: Known): fc.Arbitrary<MadeUpRequest> {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const resolve = (reference: string): Schema =>
    document.components?.schemas?.[reference.split("/").at(-1) ?? ""] ?? {};
  return fc.oneof(
    ...operations.map(({ path, method, operation }) => ({
      // A run keeps the processor busy for a second.
      weight: operation.operationId === "startRun" ? 1 : 12,
      arbitrary: requestsFor(path, method, operation, resolve, known),
    })),
    { weight: 12, arbitrary: wildRequests(known) },
  );
}

function requestsFor(
  path: string,
  method: string,
  { parameters = [], requestBody }: Operation,
  resolve: SchemaOptions["resolve"],
  known: Known,
): fc.Arbitrary<MadeUpRequest> {
  const options = (oddOneIn: number): SchemaOptions => ({ resolve, oddOneIn, knownTexts: known.texts });
  const placed = (place: string) => parameters.filter((parameter) => parameter.in === place);
  const target = fc
    .tuple(pathOf(path, placed("path"), options(6)), queryOf(placed("query"), options(5), known))
    .map(([whole, query]) => whole + query);
  const headers = fc
    .tuple(authorization(known), documentedHeaders(placed("header"), known), oddHeaders)
    .map((all) => Object.assign({}, ...all) as MadeUpRequest["headers"]);
  const body = requestBody
    ? bodyOf(requestBody.content, options)
    : fc.oneof({ weight: 9, arbitrary: noBody }, { weight: 1, arbitrary: wildBody });
  const asked = fc.oneof(
    { weight: 30, arbitrary: fc.constant(method) },
    { weight: 1, arbitrary: fc.constantFrom("HEAD", "OPTIONS", "PATCH", "PUT", "GET") },
  );
  return fc.tuple(asked, target, headers, body).map(([verb, whole, given, sent]) => ({
    method: verb,
    target: whole,
    headers: { ...sent.headers, ...given },
    body: verb === "GET" || verb === "HEAD" ? undefined : sent.body,
  }));
}

function pathOf(path: string, parameters: readonly Parameter[], options: SchemaOptions): fc.Arbitrary<string> {
  const values = parameters.map(({ schema = {} }) =>
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...likeExample(schema, options.knownTexts)).map(percentEncode) },
      { weight: 1, arbitrary: fc.constantFrom("x", ...options.knownTexts).map(percentEncode) },
      { weight: 2, arbitrary: fromSchema(schema, options).map((value) => percentEncode(asText(value))) },
      { weight: 2, arbitrary: oddText.map(percentEncode) },
      {
        weight: 1,
        arbitrary: fc.constantFrom("%", "%zz", "%00", "%ED%A0%80", "%c0%af", "%2e%2e", "..", ".", "a%2Fb", "%252e"),
      },
    ),
  );
  return fc
    .tuple(...values)
    .map((given) =>
      parameters.reduce((whole, { name }, index) => whole.replace(`{${name}}`, () => given[index] || "x"), path),
    );
}

/** Known ids of the kind that the example is of: `ring_…`, `run_…`. */
function likeExample({ example, enum: values }: Schema, texts: readonly string[]): readonly string[] {
  if (values) return values as readonly string[];
  const prefix = /^[a-z]+_/.exec(String(example))?.[0];
  const alike = prefix === undefined ? texts : texts.filter((text) => text.startsWith(prefix));
  return alike.length === 0 ? ["x"] : alike;
}

function queryOf(parameters: readonly Parameter[], options: SchemaOptions, known: Known): fc.Arbitrary<string> {
  const named = parameters.map(({ name, schema = {} }) =>
    (name === "cursor" ? cursors(known) : fromSchema(schema, options).map(asText)).map(
      (value) => [name, value] as const,
    ),
  );
  const odd = fc.tuple(
    fc.oneof(oddText, fc.constantFrom("limit", "cursor", "limit[]", "limit[a]", "sort", "__proto__[a]")),
    oddText,
  );
  const pair =
    named.length === 0 ? odd : fc.oneof({ weight: 12, arbitrary: fc.oneof(...named) }, { weight: 1, arbitrary: odd });
  const pairs = fc.oneof(
    { weight: 6, arbitrary: fc.uniqueArray(pair, { maxLength: 3, selector: ([name]) => name }) },
    // The same one twice, and one that there is not where there is none.
    { weight: 1, arbitrary: fc.array(pair, { maxLength: 5 }) },
    { weight: named.length === 0 ? 12 : 2, arbitrary: fc.constant([]) },
  );
  return pairs.map((all) =>
    all.length === 0
      ? ""
      : `?${all.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join("&")}`,
  );
}

/** Cursors that the service gave out, the same with other values in them, and what is no cursor at all. */
function cursors({ cursors: given }: Known): fc.Arbitrary<string> {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value) ?? "").toString("base64url");
  const changed = fc.tuple(fc.constantFrom("e30", ...given), fc.nat(5), oddValue).map(([cursor, place, odd]) => {
    const fields = Object.entries(JSON.parse(Buffer.from(cursor, "base64url").toString()) as object);
    return encode(
      Object.fromEntries(fields.map(([name, value], index) => [name, index === place % fields.length ? odd : value])),
    );
  });
  return fc.oneof(fc.constantFrom("x", ...given), changed, oddValue.map(encode), oddText);
}

function authorization({ keys }: Known): fc.Arbitrary<Record<string, string>> {
  const header = (value: string): Record<string, string> => ({ authorization: value });
  return fc.oneof(
    { weight: 40, arbitrary: fc.constant(header(`Bearer ${keys[0]}`)) },
    { weight: 6, arbitrary: fc.constantFrom(...keys).map((key) => header(`Bearer ${key}`)) },
    { weight: 1, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(
          "Bearer",
          "Bearer ",
          "Bearer rf_",
          "Basic YTpi",
          "Bearer ' or 1=1 --",
          `Bearer ${"x".repeat(300)}`,
        )
        .map(header),
    },
  );
}

function documentedHeaders(
  parameters: readonly Parameter[],
  known: Known,
): fc.Arbitrary<Record<string, string | undefined>> {
  if (parameters.length === 0) return fc.constant({});
  const tag = fc.oneof(
    fc.constantFrom("*", '"x"', 'W/"x"', '"', '""', '"a", "b"', "a", ",", '"\u00e9"'),
    fc.constantFrom("x", ...known.texts).map((text) => `"${text}"`),
    headerText,
  );
  return fc.record(Object.fromEntries(parameters.map(({ name }) => [name, tag])), {
    requiredKeys: [],
    noNullPrototype: true,
  });
}

/** What node lets go out in a header. */
const headerText = oddText.map((text) =>
  text
    .replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, "?")
    .trim()
    .slice(0, 2000),
);

const oddHeaders: fc.Arbitrary<Record<string, string | undefined>> = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        accept: fc.oneof(
          headerText,
          fc.constantFrom("*/*", "text/html", "application/gexf+xml", "application/json;q=0", ",,;q=x"),
        ),
        "x-request-id": headerText,
        "x-forwarded-for": headerText,
        "accept-encoding": headerText,
        "content-type": fc.oneof(
          headerText,
          fc.constantFrom(
            "text/plain",
            "application/json; charset=utf-16",
            "application/json; charset=x",
            "multipart/form-data",
            "application/x-ndjson",
            "application/json, text/html",
          ),
        ),
        "content-encoding": fc.oneof(
          headerText,
          fc.constantFrom("gzip", "zstd", "br", "deflate", "gzip, gzip", "identity"),
        ),
        "if-match": headerText,
        "if-none-match": headerText,
        host: fc.constantFrom("localhost", "a.invalid", "x:99999", "[::1]"),
        "x-http-method-override": fc.constant("DELETE"),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  },
);

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

const noBody: fc.Arbitrary<Sent> = fc.constant({ headers: {}, body: undefined });
const sent = (type: string, body: Buffer | string): Sent => ({
  headers: { "content-type": type },
  body: Buffer.from(body),
});
const json = "application/json";

function bodyOf(
  content: Readonly<Record<string, { readonly schema?: Schema }>>,
  options: (oddOneIn: number) => SchemaOptions,
): fc.Arbitrary<Sent> {
  const schema = content[json]?.schema ?? {};
  const right = fromSchema(schema, options(0)).map((value) => JSON.stringify(value) ?? "");
  const nearly = fromSchema(schema, options(8)).map((value) => JSON.stringify(value) ?? "");
  const lines = fc.array(fc.oneof(right, nearly, oddText), { maxLength: 6 }).map((all) => all.join("\n"));
  const packed = right.map(
    (text): Sent => ({ headers: { "content-type": json, "content-encoding": "gzip" }, body: gzipSync(text) }),
  );
  return fc.oneof(
    { weight: 6, arbitrary: right.map((text) => sent(json, text)) },
    { weight: 8, arbitrary: nearly.map((text) => sent(json, text)) },
    {
      weight: 3,
      arbitrary: lines.map((text) => sent("application/x-ndjson" in content ? "application/x-ndjson" : json, text)),
    },
    { weight: 1, arbitrary: packed },
    { weight: 1, arbitrary: noBody },
    { weight: 3, arbitrary: wildBody },
  );
}

const wildBody: fc.Arbitrary<Sent> = fc
  .oneof(
    fc
      .constantFrom(
        "",
        " ",
        "{",
        "]",
        "nul",
        '{"id":1,"id":2}',
        '{"__proto__":{"isAdmin":true}}',
        '{"constructor":{"prototype":{"a":1}}}',
        "1e999",
        "-0",
        '{"requests":123456789012345678901234567890}',
        '"\\ud800"',
        "\ufeff{}",
        "[".repeat(20_000),
        '{"a":'.repeat(20_000),
        `${"[".repeat(5000)}${"]".repeat(5000)}`,
        '{"reason":"'.padEnd(1_100_000, "x"),
      )
      .map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    oddValue.map((value) => Buffer.from(JSON.stringify(value) ?? "")),
  )
  .map((body) => sent(json, body));

/** Paths and methods that there are not. */
function wildRequests(known: Known): fc.Arbitrary<MadeUpRequest> {
  const target = fc.oneof(
    fc.constantFrom(
      "/",
      "/v1",
      "/v1/",
      "//v1//rings",
      "/V1/RINGS",
      "/v1/rings/",
      "/v1/rings/../api_keys",
      "/docs/../openapi.json",
      "/v1/%2e%2e/livez",
      "*",
      "/v1?x",
      "/v1/rings?",
      "/v1/rings?&&=&",
      `/v1/${"a/".repeat(2000)}`,
    ),
    oddText.map((text) => `/v1/${percentEncode(text)}`),
    oddText.map((text) => `/${percentEncode(text)}`),
    fc.integer({ min: 1, max: 3000 }).map((count) => `/v1/rings?${"limit=1&".repeat(count)}`),
  );
  const method = fc.constantFrom(
    "GET",
    "POST",
    "PUT",
    "DELETE",
    "PATCH",
    "HEAD",
    "OPTIONS",
    "TRACE",
    "PROPFIND",
    "QUERY",
  );
  return fc
    .tuple(method, target, authorization(known), oddHeaders, wildBody)
    .map(([verb, whole, key, odd, { headers, body }]) => {
      const hasBody = verb === "POST" || verb === "PUT" || verb === "PATCH";
      return {
        method: verb,
        target: whole,
        headers: { ...(hasBody ? headers : {}), ...odd, ...key },
        body: hasBody ? body : undefined,
      };
    });
}

/** Percent-encoded, halves of surrogate pairs too. */
function percentEncode(text: string): string {
  return text.isWellFormed()
    ? encodeURIComponent(text)
    : [...text].map((unit) => (unit.isWellFormed() ? encodeURIComponent(unit) : "%ED%A0%80")).join("");
}

/** `String` would fail on an object with a `toString` of its own. */
const asText = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
