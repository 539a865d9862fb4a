import { entropy } from "../entropy.ts";
import { finding, percent } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/**
 * People come for all sorts of things; a campaign wants the same few of all its accounts. Measured as the divergence, in bits, of what
 * the members mostly ask for from what everybody does (Kullback and Leibler 1951), each account counting once. A team of developers
 * is focused as well: alone it says little.
 */
export const capabilityFocus: Signal = {
  name: "capability-focus",
  subject: "work",
  weigh({ members }, { capabilityFocus: policy }, { accounts, capabilityShare }) {
    const counts = new Float64Array(capabilityShare.length);
    let known = 0;
    for (const member of members) {
      if (accounts.mainCapability[member] < 0) continue;
      counts[accounts.mainCapability[member]]++;
      known++;
    }
    if (known < policy.smallest) return undefined;
    let bits = -entropy(counts);
    const wanted: number[] = [];
    for (let capability = 0; capability < counts.length; capability++) {
      if (counts[capability] === 0) continue;
      bits -= (counts[capability] / known) * Math.log2(capabilityShare[capability]);
      if (counts[capability] / known > capabilityShare[capability]) wanted.push(capability);
    }
    const here = wanted.reduce((sum, capability) => sum + counts[capability], 0);
    const everywhere = wanted.reduce((sum, capability) => sum + capabilityShare[capability], 0);
    const names = wanted.map((capability) => accounts.capabilities[capability]).join(", ");
    return finding(
      this.name,
      ramp(bits, ...policy.range) * policy.weight,
      `${here} of ${known} accounts mostly ask for ${names}, as ${percent(everywhere)} of all accounts do`,
    );
  },
};
