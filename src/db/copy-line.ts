type CopyScalar = string | number | bigint | boolean | Date | null;

/** What a column can be given. An address is a string; an array is one of Postgres' arrays, a Buffer a bytea. */
export type CopyValue = CopyScalar | Buffer | readonly CopyScalar[];

/** Characters that end a field, a line or the data in COPY's text format, and the one that escapes them. */
const special = /[\\\t\n\r]/;
const everySpecial = /[\\\t\n\r]/g;
const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** One row in the text format of COPY, with its line end. */
export function toCopyLine(row: readonly CopyValue[]): string {
  let line = "";
  for (let column = 0; column < row.length; column++) {
    line += column === 0 ? toField(row[column] as CopyValue) : `\t${toField(row[column] as CopyValue)}`;
  }
  return `${line}\n`;
}

function toField(value: CopyValue): string {
  if (typeof value === "string") return escapeField(value);
  if (value === null) return "\\N";
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString("hex")}`;
  if (Array.isArray(value)) return escapeField(toArrayLiteral(value));
  return toText(value as Exclude<CopyScalar, string | null>);
}

function escapeField(text: string): string {
  return special.test(text) ? text.replace(everySpecial, (character) => escapes[character] as string) : text;
}

function toArrayLiteral(values: readonly CopyScalar[]): string {
  const elements = values.map((value) => {
    if (value === null) return "NULL";
    // Quoted whatever it holds: an unquoted "null", an empty string or a comma would mean something else.
    return typeof value === "string" ? `"${value.replace(/["\\]/g, "\\$&")}"` : toText(value);
  });
  return `{${elements.join(",")}}`;
}

function toText(value: number | bigint | boolean | Date): string {
  return value instanceof Date ? toTimestamp(value) : String(value);
}

/** Years beyond 9999 have a sign in ISO 8601, which Postgres does not read. */
function toTimestamp(date: Date): string {
  const text = date.toISOString();
  return text.startsWith("+") ? text.slice(1) : text;
}
