/** A line cut at spaces so that it fits a terminal; what follows the first line is indented. */
export function wrapWords(line: string, width = 96): string {
  const indentation = /^ */.exec(line)?.[0] ?? "";
  const [first = "", ...words] = line.trimStart().split(" ");
  const lines = [indentation + first];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(`${indentation}  ${word}`);
  }
  return lines.join("\n");
}
