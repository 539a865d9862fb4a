import type { Request } from "express";
import type { z } from "zod";
import { toJsonPointer } from "../contract/json-pointer.ts";
import { listFaults, shortenName } from "../contract/list-faults.ts";
import { InvalidInput } from "./invalid-input.ts";

/**
 * The body as its schema has it. Needs `jsonBody` before it; without a body the schema is given `undefined`.
 *
 * @throws {InvalidInput} 422 with a JSON pointer for each fault
 */
export function parseBody<Schema extends z.ZodType>(schema: Schema, request: Request): z.output<Schema> {
  const parsed = schema.safeParse(request.body);
  if (parsed.success) return parsed.data;
  const faults = listFaults(parsed.error).map(({ detail, path }) => ({ detail, pointer: toJsonPointer(path) }));
  throw new InvalidInput("invalid-body", faults);
}

/** @throws {InvalidInput} 422 with the name of each parameter that is at fault */
export function parseQuery<Schema extends z.ZodType>(schema: Schema, request: Request): z.output<Schema> {
  // An empty text would be read as the number 0.
  const empty = Object.keys(request.query).filter((name) => request.query[name] === "");
  if (empty.length > 0) {
    throw new InvalidInput(
      "invalid-parameters",
      empty.map((name) => ({ detail: "must not be empty", parameter: shortenName(name) })),
    );
  }
  return parseParameters(schema, request.query);
}

/** @throws {InvalidInput} 422 with the name of each parameter that is at fault */
export function parseParams<Schema extends z.ZodType>(schema: Schema, request: Request): z.output<Schema> {
  return parseParameters(schema, request.params);
}

function parseParameters<Schema extends z.ZodType>(schema: Schema, values: unknown): z.output<Schema> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const faults = listFaults(parsed.error).map(({ detail, path }) => ({
    detail: detail.replace(/^unknown field/, "unknown parameter"),
    parameter: path.join("."),
  }));
  throw new InvalidInput("invalid-parameters", faults);
}
