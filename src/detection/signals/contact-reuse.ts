import { identifierKinds } from "../../model/identifier.ts";
import { finding } from "../finding.ts";
import { ramp } from "../ramp.ts";
import type { Signal } from "../signal.ts";
import { membersOn } from "./members-on.ts";

const contacts: readonly number[] = [identifierKinds.email.code, identifierKinds.phone.code];

/** Sign-ups with one mailbox written in many ways, or one phone for many accounts. A firm's build runners do so too, under its own domain. */
export const contactReuse: Signal = {
  name: "contact-reuse",
  subject: "contacts",
  weigh(facts, { contactReuse: policy }) {
    const reused = facts.shared.filter(({ kind, memberCount }) => {
      return contacts.includes(kind) && memberCount >= policy.sharers;
    });
    const memberCount = membersOn(reused);
    return finding(
      this.name,
      ramp(memberCount / facts.memberCount, ...policy.range) * policy.weight,
      `${memberCount} of ${facts.memberCount} accounts signed up with ${reused.length === 1 ? "one mailbox or phone" : `${reused.length} mailboxes or phones`} that ${policy.sharers} or more of them share`,
    );
  },
};
