/** Stand for what varies between uses of one template. No word can look like them. */
export const masks = { quote: "<quote>", slot: "<slot>", name: "<name>", number: "<number>", link: "<link>" } as const;

/**
 * One token at a time, whichever stands first. No alternative can look past its own opening sign twice, so that the whole
 * takes time in proportion to the text: a quote ends at a blank line, a slot at the next bracket.
 */
const token = new RegExp(
  [
    String.raw`(?<link>\b(?:https?:\/\/|www\.)[^\s"<>]*[^\s"<>.,;:!?)]|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)`,
    "(?<quote>```[^`]*```|`[^`\\n]*`|\"(?:[^\"\\n]|\\n(?!\\s*\\n))*\"|“[^“”]*”|«[^«»]*»|(?<![\\p{L}\\d])'[^'\\n]*'(?![\\p{L}\\d]))",
    String.raw`(?<slot>\{{1,3}[^{}\n]*\}{1,3}|\[[^[\]\n]*\]|<[^<>\n]*>)`,
    String.raw`(?<number>\d(?:[.,:/_-]?\d)*\p{L}{0,2}(?!\p{L}))`,
    // Scripts that put no spaces between words: each character is one.
    String.raw`(?<word>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|\p{L}[\p{L}\p{M}\d'’-]*)`,
    String.raw`(?<stop>[.!?:;\n•*#>|。！？]|-(?=\s))`,
  ].join("|"),
  "gu",
);

/**
 * The words of a prompt in lower case, with a mask where quotes, slots, names, numbers and links stand.
 *
 * A name is a word with a capital inside a sentence; several in a row are one.
 */
export function tokenise(text: string): string[] {
  const tokens: string[] = [];
  let isSentenceStart = true;
  for (const match of text.matchAll(token)) {
    const groups = match.groups as Record<string, string | undefined>;
    if (groups.stop !== undefined) {
      isSentenceStart = true;
      continue;
    }
    const next = groups.word === undefined ? maskFor(groups) : nameOrWord(groups.word, isSentenceStart);
    isSentenceStart = false;
    if (next !== masks.name || tokens.at(-1) !== masks.name) tokens.push(next);
  }
  return tokens;
}

function maskFor(groups: Record<string, string | undefined>): string {
  if (groups.quote !== undefined) return masks.quote;
  if (groups.slot !== undefined) return masks.slot;
  return groups.number === undefined ? masks.link : masks.number;
}

function nameOrWord(word: string, isSentenceStart: boolean): string {
  const lower = word.toLowerCase();
  // "I" has a capital wherever it stands.
  return isSentenceStart || lower[0] === word[0] || word === "I" ? lower : masks.name;
}
