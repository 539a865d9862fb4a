/**
 * One page out of a list that was asked for one item more than fits: the item too many says that there is another page.
 *
 * @param cursorAfter makes the cursor that continues behind an item
 */
export function toPage<Item, Body>(
  items: readonly Item[],
  limit: number,
  toBody: (item: Item) => Body,
  cursorAfter: (item: Item) => string,
): { data: Body[]; next_cursor: string | null } {
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = items.length > limit && last !== undefined;
  return { data: shown.map(toBody), next_cursor: hasMore ? cursorAfter(last) : null };
}
