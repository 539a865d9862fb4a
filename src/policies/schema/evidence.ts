import { z } from "zod";
import { type Family, families, type IdentifierKind, identifierKinds } from "../../model/identifier.ts";
import { atLeastOne, bits, count, positive, share } from "./constants.ts";

const kinds = Object.keys(identifierKinds) as [IdentifierKind, ...IdentifierKind[]];
const matchProbability = Object.fromEntries(
  kinds.map((kind) => [
    kind,
    z
      .number()
      .gt(0)
      .max(1)
      .meta({
        unit: "probability",
        description: `m: the chance that two accounts of one ring share one of the kind ${kind}. One half until confirmed rings teach better.`,
      }),
  ]),
) as Record<IdentifierKind, z.ZodNumber>;

const familyBits = Object.fromEntries(
  families.map((family) => [
    family,
    bits(
      `From which what an account has in common with a community counts in the family ${family}. Two families have to.`,
    ),
  ]),
) as Record<Family, z.ZodNumber>;

export const EvidencePolicySchema = z.strictObject({
  matchProbability: z.strictObject(matchProbability),
  marginBits: bits(
    "Above log2(population), from which a link is strong. At 2 an account expects a quarter of a link by pure coincidence.",
  ),
  cores: z
    .array(
      z.strictObject({
        marginBits: bits("Above log2(population): the links that a core of this sort is made of."),
        depth: z
          .tuple([z.int().min(1), z.int().min(1)])
          .readonly()
          .meta({
            unit: "links, fewest - most",
            description:
              "Links of it that each account needs, in small and in large communities. The weaker the links, the more it takes.",
          }),
        onContent: z.boolean().meta({
          unit: "yes or no",
          description: "Whether only those links count in which content says enough to be a family.",
        }),
      }),
    )
    .min(1)
    .readonly(),
  neighbours: atLeastOne(
    "accounts",
    "w of the sorted neighbourhood: each account is paired with so many next ones on each identifier, so that hubs cost no square.",
  ),
  repeatedEvidence: share(
    "What counts of a family's second, third ... identifier: inside of a family evidence is correlated.",
  ),
  addressHalfLifeDays: positive(
    "days",
    "After so many the chance that an address is still in the same hands has halved; home and mobile addresses are leased for days to weeks.",
  ),
  resolutionPerWeight: positive(
    "1 / bits",
    "Louvain's resolution over twice the weight of the whole graph, so that rings do not change because strangers signed up.",
  ),
  smallestCommunity: atLeastOne("accounts", "Smaller communities are not looked at: households lie below."),
  secondFamilyBits: bits("That a link needs outside its strongest family: no ring stands on one family."),
  linksPerMember: atLeastOne("links", "That each account of a community needs inside it: one link is a coincidence."),
  hubShare: share(
    "Of the accounts that use a hub, those that a second family has to tie to others of it for all of these to belong together. Where who uses what is shuffled, it is a quarter at most.",
  ),
  common: z.strictObject({
    hub: share("Of a community, that an address has to be used by to be what the community is."),
    content: share(
      "... that a prompt has to be sent by to hold families to the rest, where that is `smallestJoinedCore` accounts or more: a ring that renews its templates sends none from half of its accounts.",
    ),
    prefix: share("... that has to be in a prefix for it to hold anybody: an address each in one subnet."),
    ownSubnet: atLeastOne(
      "members",
      "In a prefix, that hold groups on a card each together where hardly anybody else is there: rented servers, no homes.",
    ),
    strangers: share("Of the accounts in such a prefix, that may be others."),
    addressBits: bits(
      "That an address has to say of membership to hold families to the rest: a carrier's says about 4.",
    ),
  }),
  joints: atLeastOne(
    "identifiers",
    "Different addresses, cards, devices that join a part to a community where no link on two families does. A university has four addresses.",
  ),
  joinedShare: share(
    "Of a community's members, that have to belong to a larger one as well for the two to be one ring: of the parts of one ring nearly all do, of a pool that takes over from a banned one some.",
  ),
  affinity: z.strictObject({
    familyBits: z.strictObject(familyBits),
    marginBits: bits(
      "That all families together need above log2(others / members), at which membership is as likely as not; at 4 it is 16 times likelier.",
    ),
  }),
  togetherMinutes: positive("minutes", "Sign-ups this close count as made together."),
  togetherOthers: count(
    "accounts",
    "... where at most so many others signed up in between: on a launch day strangers sign up together.",
  ),
  burstMinutes: positive(
    "minutes",
    "Sign-ups on one device this close, of accounts that are over as soon, are a group, however few. People need about a minute for a form.",
  ),
  smallestJoinedCore: atLeastOne(
    "accounts",
    "Cores of so many may be joined by links on one family. A household behind a ring's proxy is smaller.",
  ),
  seed: z
    .int()
    .min(1)
    .max(2_147_483_647)
    .meta({ unit: "", description: "Of Louvain's random walk over the accounts." }),
});
