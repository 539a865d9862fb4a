/**
 * All of a list that comes in pages.
 *
 * @param readPage the items behind `last`, from the start where it is undefined; an empty page is the end
 */
export async function listAll<Item>(readPage: (last: Item | undefined) => Promise<Item[]>): Promise<Item[]> {
  const all: Item[] = [];
  for (;;) {
    const page = await readPage(all.at(-1));
    if (page.length === 0) return all;
    all.push(...page);
  }
}
