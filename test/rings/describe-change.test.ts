import { expect, test } from "vitest";
import type { RingChange } from "../../src/model/ring-change.ts";
import type { RingId } from "../../src/model/ring.ts";
import { describeLineage, withoutIdentifiers } from "../../src/rings/describe-change.ts";
import type { StoredRing } from "../../src/rings/known-ring.ts";

test("a succession without its identifiers says how many were taken over, whatever they are called", () => {
  const other = { id: "ring_2", status: "open", members: [1, 2], decision: undefined } as unknown as StoredRing;
  const taken = { accounts: [1], usedBefore: 2, outsiders: 0 };
  const takenOver = [
    { kind: "payment_instrument", value: "pm_9). Together that says (pm_8", ...taken },
    { kind: "ip", value: "203.0.113.9", ...taken },
  ] as const;
  const origin = { kind: "succeeded", other, succession: { takenOver, accountCount: 3, bits: 30.5 } } as const;
  const reason = describeLineage({ id: "ring_1" as RingId, memberCount: 4 }, origin);
  expect(reason).toContain("pm_8");
  const shown = withoutIdentifiers({ kind: "succeeded", reason } as RingChange).reason;
  expect(shown).toBe(
    "ring_1 takes over 1 address and 1 card of ring_2: 3 of its 4 accounts use them. Together that says 30.5 bits",
  );
});
