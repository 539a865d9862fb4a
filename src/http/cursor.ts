import { z } from "zod";
import { InvalidInput } from "./invalid-input.ts";

/** A place in a list, for the caller to hand back: opaque, so that what is in it can change. */
export function encodeCursor(place: Readonly<Record<string, string | number | null>>): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/**
 * The place in a cursor; undefined without one.
 *
 * @throws {InvalidInput} 422 when the cursor was not made for this list
 */
export function decodeCursor<Schema extends z.ZodType>(
  schema: Schema,
  cursor: string | undefined,
): z.output<Schema> | undefined {
  if (cursor === undefined) return undefined;
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, "base64url").toString()));
  if (parsed.success) return parsed.data;
  throw new InvalidInput("invalid-parameters", [
    { detail: "is not a cursor of this list with this sort", parameter: "cursor" },
  ]);
}

/** A text inside of a cursor. Postgres refuses a NUL even to compare with. */
export const CursorText = z.string().refine((text) => !text.includes("\0"));

/** A time inside of a cursor. The year 0, which RFC 3339 has, Postgres has not. */
export const CursorTime = z.iso.datetime().refine((time) => !time.startsWith("0000"));

/** A day inside of a cursor. */
export const CursorDay = z.iso.date().refine((day) => !day.startsWith("0000"));

/** A number inside of a cursor that a column of four bytes can hold. */
export const CursorReal = z
  .number()
  .refine((value) => value === 0 || (Math.abs(value) >= smallestReal && Math.abs(value) <= largestReal));

const smallestReal = 1.2e-38;
const largestReal = 3.4e38;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
