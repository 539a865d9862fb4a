import { families, identifierKinds } from "../../model/identifier.ts";
import type { IdentifierIndex } from "../../graph/identifier-index.ts";
import { familyOfCode } from "../../graph/pair-evidence.ts";
import { compareUse } from "../community-facts.ts";
import { finding, percent } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

const content = families.indexOf("content");
const network = families.indexOf("network");
const familyOf = familyOfCode();

/**
 * A mesh, not a star. People in one place hang on one or two hubs, the office's address, its card; a pool of proxies and cards ties
 * everybody to everybody through many small things, and holds when its biggest are taken away. Content does not count: strangers who send one popular
 * tool's templates are a mesh as well. Nor does an address in a network that is itself a hub: a cloud or a campus deals out hundreds of
 * them, and all who are there get any.
 */
export const mesh: Signal = {
  name: "mesh",
  subject: "addresses",
  weigh(facts, { mesh: policy }, { accounts, index, links, weighWithout, leftOut }) {
    if (facts.memberCount < policy.smallest) return undefined;
    const hubs = facts.shared
      .filter(({ kind }) => familyOf[kind] !== content)
      .toSorted((a, b) => b.memberCount - a.memberCount || compareUse(a, b))
      .slice(0, policy.hubs);
    const bitsToHold = Math.log2(accounts.count) - policy.bitsBelow;
    const { links: inside } = facts.community;
    // An even sample is enough for a share, and keeps a ring of 25,000 as cheap as one of 500.
    const step = Math.max(1, Math.floor(inside.length / policy.linksLookedAt));
    let looked = 0;
    let held = 0;
    for (const { identifier } of hubs) leftOut[identifier] = 1;
    for (let position = 0; position < inside.length; position += step) {
      looked++;
      const [a, b] = [links.accountA[inside[position]], links.accountB[inside[position]]];
      const { byFamily } = weighWithout(a, b);
      byFamily[content] = 0;
      if (!shareNetwork(index, a, b, leftOut)) byFamily[network] = 0;
      if (byFamily.reduce((sum, bits) => sum + bits, 0) >= bitsToHold) held++;
    }
    for (const { identifier } of hubs) leftOut[identifier] = 0;
    const share = held / looked;
    return finding(
      this.name,
      ramp(share, ...policy.range) * policy.weight,
      `A mesh, not a star: without the ${policy.hubs} most shared identifiers, ${percent(share)} of the links still hold`,
    );
  },
};

/** Whether two accounts were seen in one network that is not left out. Linear in their lists of identifiers. */
function shareNetwork(index: IdentifierIndex, accountA: number, accountB: number, leftOut: Uint8Array): boolean {
  let a = index.accountStart[accountA];
  let b = index.accountStart[accountB];
  while (a < index.accountStart[accountA + 1] && b < index.accountStart[accountB + 1]) {
    const identifier = index.identifier[a];
    const other = index.identifier[b];
    const isNetwork = identifier === other && index.kind[identifier] === identifierKinds.ip_prefix.code;
    if (isNetwork && leftOut[identifier] === 0) return true;
    if (identifier <= other) a++;
    if (other <= identifier) b++;
  }
  return false;
}
