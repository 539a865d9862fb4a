import { families } from "../../model/identifier.ts";
import { familyOfCode } from "../../graph/pair-evidence.ts";
import { compareUse } from "../community-facts.ts";
import { finding, percent } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

const content = families.indexOf("content");
const familyOf = familyOfCode();

/**
 * A mesh, not a star. People in one place hang on one or two hubs, the office's address, its card; a pool of proxies and cards ties
 * everybody to everybody through many small things, and holds when its biggest are taken away. Content does not count: strangers who send one popular
 * tool's templates are a mesh as well.
 */
export const mesh: Signal = {
  name: "mesh",
  subject: "addresses",
  weigh(facts, { mesh: policy }, { accounts, links, weighWithout, leftOut }) {
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
      const { byFamily } = weighWithout(links.accountA[inside[position]], links.accountB[inside[position]]);
      if (byFamily.reduce((sum, bits, family) => (family === content ? sum : sum + bits), 0) >= bitsToHold) held++;
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
