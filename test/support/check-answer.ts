import { Ajv2020, type AnySchema, type ValidateFunction } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { findDocumentedPaths } from "../../src/http/documented-operation.ts";

/** An answer of the service, as far as the OpenAPI document says something of it. */
export interface CheckedAnswer {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface DocumentedAnswer {
  readonly content?: Readonly<Record<string, { readonly schema?: AnySchema }>>;
  readonly headers?: Readonly<Record<string, { readonly required?: boolean; readonly schema?: AnySchema }>>;
}

// The package ships CommonJS under ES-module typings.
const addFormats = addFormatsModule as unknown as (ajv: Ajv2020) => void;

/** What a path below `/v1` that the document does not have may be answered with, and a method that it does not have. */
const refusals = { path: [400, 401, 404, 408, 429], method: [400, 401, 403, 404, 405, 408, 422, 429] };

/**
 * Makes a check of answers against an OpenAPI document.
 *
 * @returns what is wrong with an answer, in sentences; nothing where the document has it so
 */
export function createAnswerCheck(document: {
  readonly paths?: Readonly<Record<string, object>>;
}): (answer: CheckedAnswer) => string[] {
  const find = findDocumentedPaths(document.paths ?? {});
  const validatorOf = createValidators(document);
  const problem = validatorOf({ $ref: "#/components/schemas/Problem" });

  // HEAD has no body to look at.
  const checkProblem = ({ method, headers, text, status }: CheckedAnswer): string[] => {
    if (method === "HEAD") return text === "" ? [] : ["has a body"];
    const body = parseJson(text);
    if (mediaTypeOf(headers) !== "application/problem+json" || !problem(body)) return ["is no problem document"];
    return (body as { status: number }).status === status ? [] : ["is a problem document of another status"];
  };

  const checkBody = (answer: CheckedAnswer, { content }: DocumentedAnswer): string[] => {
    if (answer.method === "HEAD") return answer.text === "" ? [] : ["has a body"];
    if (content === undefined) return answer.text === "" ? [] : ["has a body, and the document none"];
    const mediaType = mediaTypeOf(answer.headers);
    const documented = content[mediaType];
    if (!documented) return [`has the media type ${mediaType}, and the document ${Object.keys(content).join(", ")}`];
    if (!mediaType.endsWith("json")) return [];
    const body = parseJson(answer.text);
    if (body === undefined) return ["is no JSON"];
    const validate = validatorOf(documented.schema ?? {});
    if (!validate(body))
      return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    return mediaType === "application/problem+json" ? checkProblemStatus(body, answer.status) : [];
  };

  return (answer) => {
    const documented = find(answer.path);
    if (!documented) {
      if (!answer.path.startsWith("/v1/")) return [];
      return refusals.path.includes(answer.status) ? checkProblem(answer) : ["is of a path that the document has not"];
    }
    const operation = documented.operations.get(answer.method) as
      | { readonly responses?: Readonly<Record<string, DocumentedAnswer>> }
      | undefined;
    if (!operation) {
      if (!refusals.method.includes(answer.status)) return ["is of a method that the document has not"];
      return [
        ...checkProblem(answer),
        ...(answer.status === 405 && !answer.headers.has("allow") ? ["lacks Allow"] : []),
      ];
    }
    const response = operation.responses?.[answer.status];
    if (!response) return [`has a status that the document has not: it has ${Object.keys(operation.responses ?? {})}`];
    return [...checkHeaders(answer.headers, response, validatorOf), ...checkBody(answer, response)];
  };
}

function checkHeaders(
  given: Headers,
  { headers = {} }: DocumentedAnswer,
  validatorOf: (schema: AnySchema) => ValidateFunction,
): string[] {
  return Object.entries(headers).flatMap(([name, { required, schema = {} }]) => {
    const value = given.get(name);
    if (value === null) return required === true ? [`lacks the header ${name}`] : [];
    const isNumber = typeof schema === "object" && ["integer", "number"].includes(schema.type as string);
    return validatorOf(schema)(isNumber ? Number(value) : value) ? [] : [`has an odd header ${name}: ${value}`];
  });
}

function checkProblemStatus(body: unknown, status: number): string[] {
  return (body as { status?: unknown }).status === status ? [] : ["is a problem document of another status"];
}

/** Schemas of a document refer to its other parts, so the document itself is known to the validator. */
export function createValidators(document: object): (schema: AnySchema) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  addFormats(ajv);
  ajv.addSchema({ ...document, $id: "api:document" });
  const compiled = new WeakMap<object, ValidateFunction>();
  return (schema) => {
    const key = schema as object;
    const known = compiled.get(key) ?? ajv.compile(absolute(schema) as AnySchema);
    compiled.set(key, known);
    return known;
  };
}

function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === "$ref" && typeof inner === "string" ? [key, `api:document${inner}`] : [key, absolute(inner)],
    ),
  );
}

const mediaTypeOf = (headers: Headers): string => (headers.get("content-type") ?? "").split(";", 1)[0]?.trim() ?? "";

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
