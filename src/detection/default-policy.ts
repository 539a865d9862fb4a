import { defaultEvidencePolicy } from "../graph/default-evidence-policy.ts";
import type { Policy } from "./policy.ts";

/** The policy of a run that names no other. Ranges lie between what rings and what honest groups show in made-up worlds. */
export const defaultPolicy: Policy = {
  version: "1",
  windowDays: 90,
  flagThreshold: 0.9,
  priorLogOdds: -4,
  linksKeptPerMember: 8,
  identifiersKeptPerRing: 2000,
  evidence: defaultEvidencePolicy,
  signals: {
    dailyRhythm: {
      round: [4.25, 4.5],
      roundWeight: 3,
      human: [4.05, 3.85],
      humanWeight: -1,
      hoursForFullWeight: 200,
    },
    ownInfrastructure: { few: [0.15, 0.03], fewWeight: 1.5, many: [0.2, 0.4], manyWeight: -2 },
    mesh: { range: [0.35, 0.8], weight: 4, hubs: 8, bitsBelow: 4, smallest: 12, linksLookedAt: 2000 },
    paymentReuse: { range: [0.3, 0.8], weight: 2, sharers: 3, cards: 2 },
    deviceReuse: { range: [0.4, 0.8], weight: 3, sharers: 5 },
    promptConcentration: { range: [0.2, 0.6], weight: 1.5, outsiders: 0.25, sharers: 3 },
    signupBurst: { range: [0.5, 0.9], weight: 2, minutes: 10, smallest: 5 },
    requestVolume: { range: [0.3, 0.8], weight: 2 },
    verifiedOrganization: { range: [0.2, 0.5], weight: -5 },
    corporateDomain: { range: [0.4, 0.8], weight: -2, outsiders: 0.25 },
  },
};
