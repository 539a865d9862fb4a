import { z } from "zod";
import { atLeastOne, bits, positive, ratio, share } from "./constants.ts";

const aboveZero = (description: string) => z.number().gt(0).max(1).meta({ unit: "share", description });

export const LineagePolicySchema = z.strictObject({
  keptShare: aboveZero("A ring keeps its id while this share of its members is together: most of them."),
  decidedShare: aboveZero(
    "A decision holds while the accounts it was made on are this share of the ring: what was said of twelve neither accuses nor excuses a thousand.",
  ),
  kin: z.strictObject({
    share: share("Of the smaller of two rings, from which on it is noted that members went from one to the other."),
    smallest: atLeastOne("accounts", "... and not for fewer than these: a few change sides every day."),
  }),
  grownShare: aboveZero(
    "A ring has grown when it has so many more members than when that was last noted. Smaller growth alerts nobody.",
  ),
  riskStep: aboveZero("Smallest change of the risk that is noted. Smaller ones are noise of the day."),
  rememberedDays: positive(
    "days",
    "After its last event, for which a ring that is gone is known again and can be succeeded.",
  ),
  succession: z.strictObject({
    accountShare: aboveZero(
      "Of a new ring's accounts that must use something of an older ring's: one who moved into an old home brings nobody along.",
    ),
    outsiders: ratio(
      "What others use more than so many times as much as the two rings does not count: a library's line, a tool's template.",
    ),
    marginBits: bits("Above log2(population), that all of it together must say. As for a link."),
  }),
});
