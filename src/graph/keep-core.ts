import { type Community, splitByConnection } from "./find-communities.ts";
import type { Links } from "./links.ts";

/**
 * Takes out of a community whoever hangs on it by too few links, until nobody is left who does: its k-core.
 *
 * One link may be a coincidence, a flat mate, a line that changed hands. In a labelled graph of reviewers core depth separated
 * spammers from the rest where size and density did not.
 *
 * @param depth k, the links that each account needs
 * @returns what is left, in connected parts of `smallest` accounts or more
 * @see Seidman, "Network structure and minimum degree", Social Networks 5 (1983), doi:10.1016/0378-8733(83)90028-X
 */
export function keepCore(community: Community, links: Links, depth: number, smallest: number): Community[] {
  let inside = community.links;
  for (;;) {
    const degree = new Map<number, number>();
    for (const link of inside) {
      for (const account of [links.accountA[link], links.accountB[link]])
        degree.set(account, (degree.get(account) ?? 0) + 1);
    }
    const holds = (account: number) => (degree.get(account) ?? 0) >= depth;
    const kept = inside.filter((link) => holds(links.accountA[link]) && holds(links.accountB[link]));
    if (kept.length === inside.length) return splitByConnection(links, inside, smallest);
    inside = kept;
  }
}
