import { families } from "../../model/identifier.ts";
import { familyOfCode } from "../../graph/pair-evidence.ts";
import { finding, percent } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";
import { membersOn } from "./members-on.ts";

const content = families.indexOf("content");
const familyOf = familyOfCode();

/** Templates that hardly anybody outside sends. What many strangers send as well is a popular tool, and says nothing. */
export const promptConcentration: Signal = {
  name: "prompt-concentration",
  subject: "prompts",
  weigh(facts, { promptConcentration: policy }) {
    const rare = facts.shared.filter((shared) => {
      const isContent = familyOf[shared.kind] === content;
      return (
        isContent &&
        shared.memberCount >= policy.sharers &&
        shared.strangerCount <= policy.outsiders * shared.memberCount
      );
    });
    const members = membersOn(rare) / facts.memberCount;
    return finding(
      this.name,
      ramp(members, ...policy.range) * policy.weight,
      `${percent(members)} of the accounts send prompts from ${rare.length === 1 ? "one template" : `${rare.length} templates`} that hardly any stranger sends`,
    );
  },
};
