import { z } from "zod";
import { atLeastOne, positive, range, ratio, share, weight } from "./constants.ts";

const against = "Speaks against a ring.";

export const SignalPolicySchema = z.strictObject({
  dailyRhythm: z.strictObject({
    round: range(
      "bits",
      "Entropy of the hours of activity, at most log2 24 = 4.585: rings round the clock reach 4.53 - 4.58, offices and classes 3.7 - 4.15.",
    ),
    roundWeight: weight("Of activity round the clock."),
    human: range("bits", "The same entropy where it is that of people."),
    humanWeight: weight(`Of human hours. ${against} Weak, because a careful ring keeps them as well.`),
    hoursForFullWeight: positive("account-hours", "Fewer weigh in proportion: a few hours have no rhythm."),
  }),
  ownInfrastructure: z.strictObject({
    range: range(
      "share",
      "Mean share of a member's addresses that are its own: rings 0.00 - 0.19, offices and classes 0.11 - 0.44.",
    ),
    weight: weight("Of having no addresses of one's own."),
    smallest: atLeastOne("members", "In smaller groups one home decides."),
  }),
  privateAddresses: z.strictObject({
    range: range("share", "Members at two or more addresses that are the group's own."),
    places: range(
      "addresses",
      "How many such addresses in different networks: an office has one or two, a pool dozens.",
    ),
    weight: weight("Of a pool of addresses of the group's own."),
    sharers: atLeastOne("members", "That an address needs to be the group's."),
    outsiders: ratio("Outsiders to members that such an address may have."),
  }),
  addressChurn: z.strictObject({
    range: range("share", "Active members who change networks more often than nine in ten of all accounts."),
    weight: weight("Of moving through proxies. Low, because travellers do it too."),
    activeDays: atLeastOne("days", "On which a member must have been active: fewer show no change."),
  }),
  synchronizedUse: z.strictObject({
    range: range(
      "share",
      "Members who met others of the group in two networks within days: rings behind proxies 0.1 - 1, honest groups of made-up worlds 0.00.",
    ),
    weight: weight("Of meeting here and there."),
    days: positive("days", "Within which the two meetings lie."),
    smallest: atLeastOne("members", "In a smaller group any network is most of it."),
    mostShare: share("Of the members, that a network may be used by: one that most use is where they belong together."),
    outsiders: ratio("Outsiders to members that such a network may have."),
  }),
  mesh: z.strictObject({
    range: range(
      "share",
      "Links that hold without the biggest hubs: pools 0.32 - 0.98, offices and classes 0.00 - 0.34, a university 0.52.",
    ),
    weight: weight("Of a mesh rather than a star."),
    hubs: atLeastOne("identifiers", "That are taken away, the most shared ones."),
    bitsBelow: positive(
      "bits",
      "Below log2(population), that a link must keep to hold: a coincidence reaches about that.",
    ),
    smallest: atLeastOne("members", "In a smaller group the hubs are everything."),
    linksLookedAt: atLeastOne(
      "links",
      "A sample so large that the share is exact to a few percent, whatever the community's size.",
    ),
  }),
  paymentReuse: z.strictObject({
    range: range("share", "Members on cards that others of the group use as well."),
    instruments: range("cards", "How many such cards: a company has one or two, a ring a pool."),
    weight: weight("Of a pool of cards that go round."),
    sharers: atLeastOne("members", "That a card needs to count as going round; a couple shares one."),
  }),
  contactReuse: z.strictObject({
    range: range("share", "Members on a mailbox or phone that others of the group use as well."),
    weight: weight("Of mailboxes and phones that go round."),
    sharers: atLeastOne("members", "That a mailbox or phone needs to count as going round."),
  }),
  generatedMailNames: z.strictObject({
    range: range(
      "share",
      "Mail addresses whose names look drawn by a program, beyond what is usual among all accounts.",
    ),
    weight: weight("Of such names: of groups of people hardly any has them in common."),
    smallest: atLeastOne("members", "With a mail address, for the share to say something."),
  }),
  deviceReuse: z.strictObject({
    range: range("share", "Members without a device but those that go round: at an office most have one of their own."),
    devices: range("devices", "How many such devices: a library has a few, a farm many."),
    weight: weight("Of devices that go round."),
    sharers: atLeastOne("members", "That a device needs to count as going round; a family is smaller."),
  }),
  usedUpAtOnce: z.strictObject({
    range: range("share", "Members that one device signed up and used in one go, and that were never heard of again."),
    weight: weight(
      "Of accounts that were used up at once: all 1,294 such accounts among a shop's sign-ups were fraud.",
    ),
    secondsEach: positive(
      "seconds",
      "For each account but the first, from the first sign-up to the last use: people need a minute for a form.",
    ),
    days: positive("days", "Before the end of the window that it was: until then they may still come back."),
  }),
  promptConcentration: z.strictObject({
    range: range("share", "Requests in templates that hardly any stranger sends."),
    weight: weight("Of such templates. They never accuse alone: a class has its exercise, too."),
    outsiders: ratio("Outsiders' use of a template to members', up to which it is the group's."),
    sharers: atLeastOne("members", "That send a template."),
  }),
  signupBurst: z.strictObject({
    range: range("share", "Members whose sign-ups lie close together."),
    weight: weight("Of a burst. Low, because a class does it in minutes."),
    minutes: positive("minutes", "In which the burst lies."),
    smallest: atLeastOne("members", "That make a burst."),
  }),
  requestVolume: z.strictObject({
    range: range("share", "Active members busier than nine in ten of all accounts."),
    weight: weight("Of volume. Low, because a careful ring is low as well and builds are high."),
  }),
  fullVolumeAtOnce: z.strictObject({
    range: range(
      "share",
      "New members who made more requests in their first days than nine in ten of all new accounts.",
    ),
    weight: weight("Of being at full volume at once. People try a thing before they rely on it."),
    days: positive("days", "That count as an account's first."),
    smallest: atLeastOne("members", "That must be new for the share to say something."),
  }),
  capabilityFocus: z.strictObject({
    range: range("bits", "Divergence of what the members mostly ask for from what everybody does."),
    weight: weight("Of wanting the same few things. Low, because a team is focused as well."),
    smallest: atLeastOne("members", "Of whom it must be known what they mostly ask for."),
  }),
  uniformVolume: z.strictObject({
    range: range(
      "nats",
      "Standard deviation of the logarithm of requests per active day: people differ, scripts do not.",
    ),
    weight: weight("Of being as busy as each other."),
    activeDays: atLeastOne("days", "On which a member must have been active."),
    smallest: atLeastOne("members", "Fewer have no deviation to speak of."),
  }),
  verifiedOrganization: z.strictObject({
    range: range("share", "Members, of those whose sign-up was seen, in organisations that the provider has verified."),
    weight: weight(`Of such organisations. ${against} Outweighs any two suspicions.`),
    colleagues: atLeastOne("members", "That an organisation must have in the group: one account may be stolen."),
  }),
  corporateDomain: z.strictObject({
    range: range("share", "Mail addresses on a domain that few outsiders use."),
    weight: weight(`Of companies' domains. ${against} A ring can buy one, and gains nothing by it within days.`),
    outsiders: ratio(
      "Outsiders to members on a domain, up to which it is a company's: colleagues work elsewhere, too.",
    ),
    days: positive(
      "days",
      "Within which no more than half of a domain's sign-ups may lie, unless they are few or some of the members are old.",
    ),
    firm: atLeastOne(
      "accounts",
      "On a domain, up to which they may have come at once: a young firm and its build runners. So few are worth no false accusation.",
    ),
    longStanding: share("Members that were customers before the window, from which on they count as old."),
  }),
  privateHomes: z.strictObject({
    range: range("share", "Members with an address of their own for days."),
    weight: weight(`Of homes. ${against}`),
    days: positive("days", "For which such an address must have been used."),
  }),
  longStanding: z.strictObject({
    range: range("share", "Members that were customers before the window."),
    weight: weight(`Of old customers. ${against}`),
  }),
  knownAbuse: z.strictObject({
    range: range("share", "Members on what is known to be bad, or new ones on what confirmed rings used."),
    weight: weight(
      "Of such things. Moderate: cards are stolen from honest people, and a community is not convicted by its acquaintances alone.",
    ),
    things: atLeastOne(
      "identifiers",
      "Different cards, devices, mailboxes of confirmed rings that the group uses: one card may be a family's that was stolen.",
    ),
    networks: atLeastOne(
      "networks",
      "With addresses of confirmed rings that a member comes from: a home behind a ring's proxy has one.",
    ),
    outsiders: ratio(
      "What others use more than so many times as much as the ring and the group does not count: a carrier's address, a library's desk.",
    ),
  }),
  knownHub: z.strictObject({
    range: range(
      "share",
      "Members seen with what an analyst called an office, a university, a household, a firm's card or build runners.",
    ),
    weight: weight(`Of such a verdict. ${against} As much as homes: what it is said of ties nobody any more besides.`),
  }),
  dismissedBefore: z.strictObject({
    range: range(
      "share",
      "Members that were in a ring when an analyst dismissed it. From half on: what was said of twelve does not excuse a thousand.",
    ),
    weight: weight(`Of such members. ${against} As much as homes: the analyst looked at less than is known now.`),
  }),
});
