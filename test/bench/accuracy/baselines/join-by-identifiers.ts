import { connectedComponents } from "../../../../src/graph/connected-components.ts";
import { groupBy } from "../../../../src/graph/group-by.ts";
import type { IdentifierIndex } from "../../../../src/graph/identifier-index.ts";

/**
 * Accounts joined by whatever identifiers count: connected components.
 *
 * @param joins whether sharing an identifier joins its accounts
 * @param smallest components with fewer accounts are left out; 2 or more
 */
export function joinByIdentifiers(
  index: IdentifierIndex,
  joins: (identifier: number) => boolean,
  smallest: number,
): Int32Array[] {
  const { accountCount, identifierCount, timelineStart, timeline } = index;
  const from: number[] = [];
  const to: number[] = [];
  for (let identifier = 0; identifier < identifierCount; identifier++) {
    const start = timelineStart[identifier] as number;
    const end = timelineStart[identifier + 1] as number;
    if (start === end || !joins(identifier)) continue;
    for (let place = start + 1; place < end; place++) {
      from.push(timeline[start] as number);
      to.push(timeline[place] as number);
    }
  }
  const component = connectedComponents(accountCount, from, to);
  return groupBy(accountCount, (account) => component[account] as number).filter(({ length }) => length >= smallest);
}
