import { ownDomain, personalEmail, personLocalPart, providerDomain } from "../mail-addresses.ts";
import { newCard, newDevices, newTemplates } from "../people/new-person.ts";
import type { Account, PromptHabit } from "../account.ts";
import type { Random } from "../random.ts";

/** Cards that pay for several accounts each: dealt in batches as the accounts are made, or drawn anew for each. */
export function cardPool(
  random: Random,
  size: number,
  accountsPerCard: readonly [number, number],
): (member: number) => string {
  const perCard = random.logBetween(...accountsPerCard);
  const cards = Array.from({ length: Math.max(1, Math.round(size / perCard)) }, () => newCard(random));
  if (random.chance(0.5)) return () => random.pick(cards);
  return (member) => cards[Math.floor(member / perCard) % cards.length] as string;
}

/** Throw-away mail services that anybody may use. */
const disposableDomains = [
  "tempinbox.example",
  "mailburn.example",
  "quickbox.example",
  "tenminutes.example",
  "dropmail.example",
  "spamhole.example",
  "fleetmail.example",
  "ghostpost.example",
  "minutebox.example",
  "trashpost.example",
].map((domain) => domain.replace(".example", ".net"));

/** Where a ring gets its mail addresses. */
export type MailSource = "bought" | "generated" | "own_domains" | "disposable" | "one_mailbox";

export function mailFactory(random: Random, source: MailSource): () => string {
  switch (source) {
    case "bought":
      return () => personalEmail(random);
    case "generated":
      return () => `${random.hex(random.whole(8, 14))}@${providerDomain(random)}`;
    case "own_domains": {
      const domains = Array.from({ length: random.whole(1, 10) }, () => ownDomain(random));
      return () => `${personLocalPart(random)}@${random.pick(domains)}`;
    }
    case "disposable": {
      const domains = random.sample(disposableDomains, random.whole(1, 4));
      return () => `${random.hex(10)}@${random.pick(domains)}`;
    }
    case "one_mailbox": {
      const mailboxes = Array.from({ length: random.whole(1, 6) }, () => personLocalPart(random));
      return () => `${random.pick(mailboxes)}+${random.hex(4)}@gmail.com`;
    }
  }
}

/** What the provider learns of the machines: nothing, a clean profile for each account, or a few that serve many. */
export type DeviceSource = "none" | "own" | "shared";

export function deviceFactory(random: Random, source: DeviceSource, size: number): () => readonly string[] {
  if (source === "none") return () => [];
  if (source === "own") return () => newDevices(random, 1);
  const pool = newDevices(random, Math.max(1, Math.round(size / random.logBetween(4, 40))));
  return () => random.sample(pool, random.whole(1, Math.min(2, pool.length)));
}

/** Templates of a campaign: some in use at all times, some replaced every week or so. Not every member sends them. */
export function templateHabit(random: Random, share: readonly [number, number]): () => PromptHabit {
  const templates = newTemplates(random, random.wholeLogBetween(1, 30));
  const templateShare = random.between(...share);
  const templateDays = random.pick([0, 0, random.whole(3, 14)]);
  return () => ({ templates, templateShare: Math.min(1, templateShare * random.between(0.7, 1.2)), templateDays });
}

/** How hard the accounts work: alike, as accounts of one scheduler are. */
export function workload(
  random: Random,
  eventsPerDay: readonly [number, number],
  requestsPerEvent: readonly [number, number],
): () => Pick<Account, "eventsPerDay" | "requestsPerEvent"> {
  const events = random.logBetween(...eventsPerDay);
  const requests = random.logBetween(...requestsPerEvent);
  return () => ({
    eventsPerDay: events * random.between(0.6, 1.4),
    requestsPerEvent: requests * random.between(0.7, 1.3),
  });
}

/** What such campaigns are after. */
export const campaignCapabilities = ["agentic_reasoning", "software_engineering", "long_horizon_tasks"] as const;
