import type { EvidencePolicy } from "./evidence-policy.ts";

/** Where a number has no source it is a judgement, to be replaced by what confirmed rings teach. */
export const defaultEvidencePolicy: EvidencePolicy = {
  // One half to begin with for everything: whoever runs a ring either shares a kind of thing or does not.
  matchProbability: {
    ip: 0.5,
    ip_prefix: 0.5,
    payment_instrument: 0.5,
    device_id: 0.5,
    email: 0.5,
    email_domain: 0.5,
    phone: 0.5,
    prompt_fingerprint: 0.5,
    prompt_opening: 0.5,
    prompt_closing: 0.5,
    prompt_body: 0.5,
  },
  marginBits: 2,
  // Chance gives an account 1/16, 1/4, 4 links at these margins; a random graph of so few has no such cores.
  cores: [
    { marginBits: 4, depth: [3, 3], onContent: false },
    { marginBits: 2, depth: [3, 5], onContent: false },
    { marginBits: -2, depth: [8, 8], onContent: false },
    // Of a ring with a card for each account and few accounts to a proxy, a template is all that many have in common.
    { marginBits: -2, depth: [4, 4], onContent: true },
  ],
  neighbours: 8,
  repeatedEvidence: 0.25,
  // Home and mobile addresses are leased for days to weeks.
  addressHalfLifeDays: 7,
  resolutionPerWeight: 6e-7,
  smallestCommunity: 5,
  secondFamilyBits: 4,
  linksPerMember: 3,
  // Where who uses what is shuffled, it is a quarter at most.
  hubShare: 1 / 3,
  // Of a dozen accounts in three families, what two use of a carrier's thousand customers says 4.
  // A ring that renews its templates, or has many, sends none from half of its accounts.
  common: { hub: 1 / 2, content: 1 / 4, prefix: 1 / 10, ownSubnet: 50, strangers: 1 / 10, addressBits: 6 },
  // A university has four addresses.
  joints: 5,
  // Of the parts of one ring nearly all members belong to the others; of a pool that takes over from a banned one about a half.
  joinedShare: 0.75,
  affinity: {
    // People are busier in one place than in another, and the busy send more of what everybody sends: 2 - 4 bits of content come by themselves.
    familyBits: { network: 2.5, payment: 2.5, device: 2.5, contact: 5, content: 6 },
    // 16 to 1 that it is a member.
    marginBits: 4,
  },
  togetherMinutes: 10,
  togetherOthers: 16,
  // People need about a minute for a form.
  burstMinutes: 2,
  smallestJoinedCore: 8,
  seed: 1,
};
