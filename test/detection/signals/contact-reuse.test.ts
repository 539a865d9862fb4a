import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { contactReuse } from "../../../src/detection/signals/contact-reuse.ts";
import { verifiedOrganization } from "../../../src/detection/signals/verified-organization.ts";
import { each, type Somebody, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.contactReuse;

/** Thirty accounts dealt to so many mailboxes in turn. */
const onMailboxes = (mailboxes: number): Somebody[] =>
  each(30, (number) => ({ uses: { email: [`mailbox ${number % mailboxes}`] } }));

describe("contact-reuse", () => {
  test("one mailbox written in thirty ways weighs in full", () => {
    expect(weigh(contactReuse, onMailboxes(1))).toEqual({
      name: "contact-reuse",
      weight: policy.weight,
      summary: "30 of 30 accounts signed up with one mailbox or phone that 3 or more of them share",
    });
    expect(weigh(contactReuse, onMailboxes(10))?.summary).toContain("10 mailboxes or phones");
  });

  test("one phone for all weighs as much", () => {
    const onePhone = each(30, () => ({ uses: { phone: ["phone"] } }));
    expect(weigh(contactReuse, onePhone)?.weight).toBe(policy.weight);
  });

  test("says nothing of people with a mailbox each, though they share a mail domain", () => {
    const colleagues = each(30, (number) => ({ uses: { email: [`${number}`], email_domain: ["company.example"] } }));
    expect(weigh(contactReuse, colleagues)).toBeUndefined();
  });

  test("says nothing of couples with one mailbox", () => {
    expect(policy.sharers).toBeGreaterThan(2);
    expect(weigh(contactReuse, onMailboxes(15))).toBeUndefined();
  });

  test("build runners of a verified firm write one mailbox in many ways; the organisation weighs more", () => {
    const runners = onMailboxes(5).map((runner) => ({ ...runner, organization: 1 }));
    const against = weigh(verifiedOrganization, runners)?.weight ?? 0;
    expect((weigh(contactReuse, runners)?.weight ?? 0) + against).toBeLessThan(-2);
  });
});
