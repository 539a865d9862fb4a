import type { RingMapBody } from "../contract/ring-map.ts";
import type { Family } from "../model/identifier.ts";

/** What of a map is shown. */
export interface MapFilter {
  readonly hidden: ReadonlySet<Family>;
  /** Identifiers that say fewer bits are left out. */
  readonly leastBits: number;
}

export const showAll: MapFilter = { hidden: new Set(), leastBits: 0 };

/** A node of the picture: an identifier (`i3`) or a group of accounts (`g7`), by its place in the map. */
export type NodeName = `i${number}` | `g${number}`;

export const identifierNode = (place: number): NodeName => `i${place}`;
export const groupNode = (place: number): NodeName => `g${place}`;
export const placeOf = (node: NodeName): number => Number(node.slice(1));

/** Which nodes a filter leaves: the identifiers that pass, and the groups that use one of them. */
export function visibleNodes({ identifiers, groups }: RingMapBody, { hidden, leastBits }: MapFilter): Set<NodeName> {
  const passes = identifiers.map(({ family, bits }) => !hidden.has(family) && bits >= leastBits);
  const visible = new Set<NodeName>();
  for (const [place, isVisible] of passes.entries()) if (isVisible) visible.add(identifierNode(place));
  for (const [place, { uses }] of groups.entries()) {
    if (uses.some(({ identifier }) => passes[identifier])) visible.add(groupNode(place));
  }
  return visible;
}

/** A node with what it is tied to: of an identifier its users, of a group what it uses and who else uses that. */
export function neighbourhoodOf({ groups }: RingMapBody, node: NodeName): Set<NodeName> {
  const near = new Set<NodeName>([node]);
  const place = placeOf(node);
  if (node.startsWith("g"))
    for (const { identifier } of groups[place]?.uses ?? []) near.add(identifierNode(identifier));
  else {
    for (const [group, { uses }] of groups.entries()) {
      if (uses.some(({ identifier }) => identifier === place)) near.add(groupNode(group));
    }
  }
  return near;
}

/** Members of an identifier to whom the picture can draw a line: of a ring that shares too much, not all. */
export function usersDrawn({ groups }: RingMapBody, place: number): number {
  const uses = groups.flatMap((group) => group.uses.filter(({ identifier }) => identifier === place));
  return uses.reduce((sum, { accounts }) => sum + accounts, 0);
}

/** The identifiers that most members use, those that say more first among equals. */
export function hubsOf({ identifiers }: RingMapBody, count: number): number[] {
  return identifiers
    .map((_, place) => place)
    .toSorted((a, b) => (identifiers[b]?.member_count ?? 0) - (identifiers[a]?.member_count ?? 0) || a - b)
    .slice(0, count);
}
