/** The JSON pointer (RFC 6901) to a place in a document; the empty string is the whole document. */
export function toJsonPointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
