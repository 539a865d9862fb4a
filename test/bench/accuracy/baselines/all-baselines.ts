import type { IdentifierKind } from "../../../../src/model/identifier.ts";
import type { Baseline } from "./baseline.ts";
import { cappedComponents } from "./capped-components.ts";
import { evilCohort } from "./evil-cohort.ts";
import { sharedByMany } from "./shared-by-many.ts";

const smallestComponents = [2, 5];
const caps = [3, 5, 10, 20, 50];
const kinds: readonly IdentifierKind[] = ["ip", "payment_instrument", "device_id", "prompt_fingerprint"];
const sharers = [2, 3, 5, 10, 30, 100];

/** Every baseline in every variant. Of each family the table shows the best, chosen with the truth in view: in its favour. */
export const allBaselines: readonly Baseline[] = [
  evilCohort,
  ...smallestComponents.flatMap((smallest) => caps.map((cap) => cappedComponents(cap, smallest))),
  ...kinds.flatMap((kind) => sharers.map((count) => sharedByMany(kind, count))),
];
