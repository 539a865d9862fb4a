import { z } from "zod";
import { share } from "./constants.ts";

export const AlertPolicySchema = z.strictObject({
  riskLevels: z.array(z.number().gt(0).lt(1)).max(8).readonly().meta({
    unit: "probability",
    description: "A webhook tells when a ring's risk crosses one of these, or the flag threshold, upwards.",
  }),
  rearm: share(
    "How far below a level the risk must have been before crossing it is told again: one that wavers is told of once.",
  ),
  dismissed: z.strictObject({
    grownShare: share("More members than when it was dismissed: only then a dismissed ring is told of again ..."),
    riskStep: share("... or where its risk crosses a level, and lies so far above the one that the analyst saw."),
  }),
});
