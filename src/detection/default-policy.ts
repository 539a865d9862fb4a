import { defaultEvidencePolicy } from "../graph/default-evidence-policy.ts";
import type { Policy } from "./policy.ts";

/** The policy of a run that names no other. Ranges lie between what rings and what honest groups show in made-up worlds. */
export const defaultPolicy: Policy = {
  version: "1",
  windowDays: 90,
  flagThreshold: 0.9,
  priorLogOdds: -3.5,
  smallCommunity: { below: 10, logOdds: -1 },
  linksKeptPerMember: 8,
  identifiersKeptPerRing: 2000,
  evidence: defaultEvidencePolicy,
  calibration: { slope: 1.15, offset: -0.1 },
  // As inside a family of identifiers.
  repeatedSuspicion: 0.25,
  // Of one account in four it takes a sixth of the time of a run over 60,000 people; of all it would take half as long again.
  nullModelOneIn: 4,
  disabledSignals: [],
  signals: {
    dailyRhythm: {
      round: [4.35, 4.55],
      roundWeight: 3,
      human: [4.05, 3.85],
      humanWeight: -1,
      hoursForFullWeight: 200,
    },
    ownInfrastructure: { range: [0.15, 0.03], weight: 1.5, smallest: 10 },
    privateAddresses: { range: [0.2, 0.6], places: [4, 12], weight: 2, sharers: 3, outsiders: 0.25 },
    addressChurn: { range: [0.3, 0.8], weight: 1.5, activeDays: 3 },
    mesh: { range: [0.35, 0.8], weight: 4, hubs: 8, bitsBelow: 5, smallest: 12, linksLookedAt: 2000 },
    paymentReuse: { range: [0.3, 0.8], instruments: [1, 8], weight: 4.5, sharers: 3 },
    contactReuse: { range: [0.3, 0.8], weight: 2.5, sharers: 3 },
    generatedMailNames: { range: [0.2, 0.6], weight: 3.5, smallest: 5 },
    deviceReuse: { range: [0.6, 0.95], devices: [1, 6], weight: 3, sharers: 5 },
    deviceBurst: { range: [0.4, 0.8], weight: 6, sharers: 5, minutes: 2 },
    usedUpAtOnce: { range: [0.6, 0.95], weight: 8, secondsEach: 30, days: 7 },
    promptConcentration: { range: [0.2, 0.6], weight: 1, outsiders: 0.25, sharers: 3 },
    signupBurst: { range: [0.5, 0.9], weight: 1, minutes: 10, smallest: 5 },
    requestVolume: { range: [0.3, 0.8], weight: 2.5 },
    fullVolumeAtOnce: { range: [0.25, 0.6], weight: 1.5, days: 3, smallest: 5 },
    capabilityFocus: { range: [0.9, 1.6], weight: 2, smallest: 8 },
    uniformVolume: { range: [0.75, 0.4], weight: 2, activeDays: 3, smallest: 8 },
    verifiedOrganization: { range: [0.2, 0.5], weight: -8, colleagues: 3 },
    corporateDomain: { range: [0.4, 0.8], weight: -3.5, outsiders: 3, days: 7, longStanding: 0.1 },
    privateHomes: { range: [0.05, 0.3], weight: -3, days: 2 },
    longStanding: { range: [0.05, 0.3], weight: -2 },
  },
  lineage: {
    keptShare: 0.5,
    decidedShare: 0.5,
    kin: { share: 0.25, smallest: 3 },
    grownShare: 0.25,
    riskStep: 0.05,
    rememberedDays: 730,
    succession: { accountShare: 0.5, outsiders: 0.25, marginBits: 2 },
  },
};
