import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";

/**
 * Mail addresses whose names a program drew. Some people have one, of a relay that hides their own; a group of them does not, so what is
 * usual among all accounts is taken off.
 */
export const generatedMailNames: Signal = {
  name: "generated-mail-names",
  subject: "contacts",
  weigh({ members }, { generatedMailNames: policy }, { accounts, hasMail, generatedMailShare }) {
    const known = members.filter((member) => hasMail[member] === 1);
    if (known.length < policy.smallest) return undefined;
    const generated = known.reduce((sum, member) => sum + accounts.hasGeneratedMailName[member], 0);
    const beyondUsual = generated / known.length - generatedMailShare;
    return finding(
      this.name,
      ramp(beyondUsual, ...policy.range) * policy.weight,
      `${generated} of ${known.length} mail addresses have names that look drawn by a program (${(generatedMailShare * 100).toFixed(1)} % of all do)`,
    );
  },
};
