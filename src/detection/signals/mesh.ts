import { identifierKinds } from "../../model/identifier.ts";
import { finding, percent } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/**
 * A mesh, not a star. People in one place hang on one or two hubs, the office's address, its card; a pool of proxies and cards ties
 * everybody to everybody through many small things, and holds when its biggest are taken away.
 */
export const mesh: Signal = {
  name: "mesh",
  weigh(facts, { mesh: policy }, { index, links }) {
    if (facts.memberCount < policy.smallest) return undefined;
    const hubs = new Set(
      facts.shared
        .slice()
        .sort(mostSharedFirst)
        .slice(0, policy.hubs)
        .map((hub) => hub.identifier),
    );
    const bitsOf = new Map(facts.shared.map((shared) => [shared.identifier, shared.bits]));
    const { links: inside } = facts.community;
    // An even sample is enough for a share, and keeps a ring of 25,000 as cheap as one of 500.
    const step = Math.max(1, Math.floor(inside.length / policy.linksLookedAt));
    let looked = 0;
    let held = 0;
    for (let position = 0; position < inside.length; position += step) {
      looked++;
      const a = links.accountA[inside[position]];
      const b = links.accountB[inside[position]];
      let bits = 0;
      for (const identifier of sharedBy(index, a, b)) {
        if (!hubs.has(identifier) && index.kind[identifier] !== identifierKinds.ip_prefix.code) {
          bits = Math.max(bits, bitsOf.get(identifier) ?? 0);
        }
      }
      if (bits >= policy.bits) held++;
    }
    const share = held / looked;
    return finding(
      this.name,
      ramp(share, ...policy.range) * policy.weight,
      `A mesh, not a star: without the ${policy.hubs} most shared identifiers, ${percent(share)} of the links still hold`,
    );
  },
};

function mostSharedFirst(a: { memberCount: number; otherCount: number }, b: typeof a): number {
  return b.memberCount - a.memberCount || b.otherCount - a.otherCount;
}

function* sharedBy(
  index: Parameters<Signal["weigh"]>[2]["index"],
  accountA: number,
  accountB: number,
): Iterable<number> {
  let a = index.accountStart[accountA];
  let b = index.accountStart[accountB];
  while (a < index.accountStart[accountA + 1] && b < index.accountStart[accountB + 1]) {
    if (index.identifier[a] < index.identifier[b]) a++;
    else if (index.identifier[b] < index.identifier[a]) b++;
    else {
      yield index.identifier[a];
      a++;
      b++;
    }
  }
}
