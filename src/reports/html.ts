/** A piece of a page that may be put into another as it is. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Part[];

/** Builds a page: whatever is put in is escaped, but for pieces that were built so. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(
    strings.map((text, place) => text + (place < parts.length ? write(parts[place] as Part) : "")).join(""),
  );
}

function write(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(write).join("");
  return toText(String(part));
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Characters that nobody sees, and that may turn round what stands beside them, are shown as what they are: signs that cannot be read. */
const toText = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => escapes[sign] as string).replace(/[^\P{C}\n]/gu, "\u{fffd}");
