/** A longer text is no bare formula, and need not be read as one. */
const mostCharacters = 2000;
/** "2 + 2 =" is everybody's. */
const fewestPieces = 7;
const fewestOperators = 2;
/** "What is", "=": more words than that, and the words are the template. */
const mostOtherPieces = 2;

const piece =
  /(?<value>\d+(?:\.\d+)?|\b(?:true|false)\b)|(?<logic>\b(?:and|or|not|xor)\b|&&?|\|\|?|[!¬∧∨⊕])|(?<arithmetic>[-−+*/×÷^%])|(?<bracket>[()[\]{}])|(?<other>\p{L}+|\S)/gu;

/**
 * What stays the same between formulas that one template makes: whether they calculate or reason, and the words and signs around
 * them. Their values, operators and brackets are what varies.
 *
 * @returns undefined for whatever is more than a formula
 */
export function formulaShape(text: string): string | undefined {
  if (text.length > mostCharacters) return undefined;
  const count = { value: 0, logic: 0, arithmetic: 0, bracket: 0, other: 0 };
  const others: string[] = [];
  for (const match of text.toLowerCase().matchAll(piece)) {
    const [kind, found] = Object.entries(match.groups ?? {}).find(([, part]) => part !== undefined) as [
      keyof typeof count,
      string,
    ];
    count[kind] += 1;
    if (kind === "other") others.push(found);
    if (count.other > mostOtherPieces) return undefined;
  }
  const pieces = count.value + count.logic + count.arithmetic + count.bracket + count.other;
  if (pieces < fewestPieces || count.logic + count.arithmetic < fewestOperators || count.value === 0) return undefined;
  const operators = [count.logic > 0 ? ["logic"] : [], count.arithmetic > 0 ? ["arithmetic"] : []].flat();
  return [...operators, ...others].join(" ");
}
