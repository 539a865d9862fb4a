import { verdictsOnPeople } from "../../model/verdict.ts";
import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/**
 * People at what an analyst called an office, a university, a household: they belong together, and are honest. That an address is a
 * carrier's or a VPN's says only that anybody may be behind it, a ring as well.
 */
export const knownHub: Signal = {
  name: "known-hub",
  subject: "precedents",
  weigh({ precedents, memberCount }, { knownHub: policy }) {
    const hubs = precedents.judged.filter(({ verdict }) => verdictsOnPeople.includes(verdict));
    const count = new Set(hubs.flatMap(({ members }) => [...members])).size;
    const names = verdictsOnPeople.filter((name) => hubs.some(({ verdict }) => verdict === name));
    return finding(
      this.name,
      ramp(count / memberCount, ...policy.range) * policy.weight,
      `${count} of ${memberCount} accounts are seen with what an analyst called: ${names.join(", ")}`,
    );
  },
};
