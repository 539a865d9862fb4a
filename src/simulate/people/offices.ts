import type { Account } from "../account.ts";
import { ownDomain, personalEmail, personLocalPart } from "../mail-addresses.ts";
import { fixedPlace, type Place } from "../place.ts";
import type { Random } from "../random.ts";
import type { RhythmName } from "../rhythm.ts";
import type { Setting } from "../setting.ts";
import { drawTimeZone } from "../time-zone.ts";
import { momentAt, newCard, newDevices, newPerson, newTemplates, ownPrompts, signupWindow } from "./new-person.ts";

/** Firms behind one or two addresses. Returns how many people work in them. */
export function addOffices(setting: Setting): number {
  let added = 0;
  for (let number = 1; number <= setting.options.offices; number += 1) {
    const random = setting.random.fork(`office-${number}`);
    const office = drawOffice(setting, random);
    const size = random.wholeLogBetween(5, 150);
    for (let member = 0; member < size; member += 1) {
      newPerson(setting, random, {
        group: { name: `office-${number}`, kind: "office" },
        ...drawEmployee(setting, random, office),
      });
    }
    added += size;
  }
  return added;
}

interface Office {
  readonly place: Place;
  readonly utcOffset: number;
  readonly domain: string;
  readonly domainShare: number;
  readonly organizationId: string | undefined;
  readonly cards: readonly string[];
  readonly cardShare: number;
  readonly templates: readonly string[];
  readonly toolShare: number;
  /** Everything goes through the company's own VPN, from home too: no employee has an address of their own. */
  readonly tunnelsEverything: boolean;
  readonly workShare: number;
  readonly rhythmName: RhythmName;
  readonly meetingRoomDevices: readonly string[];
  readonly signUpAt: () => number;
}

function drawOffice(setting: Setting, random: Random): Office {
  const utcOffset = drawTimeZone(random);
  return {
    place: fixedPlace(setting.space.takeAddresses(random.whole(1, 2))),
    utcOffset,
    domain: ownDomain(random),
    domainShare: random.chance(0.12) ? 0 : random.between(0.6, 1),
    organizationId: random.chance(0.5) ? `org_${random.hex(10)}` : undefined,
    cards: Array.from({ length: random.pick([1, 1, 1, 2, 4]) }, () => newCard(random)),
    cardShare: random.pick([0, 0.3, 0.7, 0.9, 1, 1]),
    templates: random.chance(0.35) ? newTemplates(random, random.whole(1, 4)) : [],
    toolShare: random.between(0.1, 0.9),
    tunnelsEverything: random.chance(0.12),
    workShare: random.between(0.3, 1),
    rhythmName: random.pickWeighted([
      ["worker", 5],
      ["office", 4],
      ["two_shifts", 0.6],
    ]),
    meetingRoomDevices: random.chance(0.3) ? newDevices(random, random.whole(1, 3)) : [],
    signUpAt: drawOnboarding(setting, random, utcOffset),
  };
}

/** One onboarding hour, over weeks, or most of the staff long before the world began. */
function drawOnboarding(setting: Setting, random: Random, utcOffset: number): () => number {
  const hour = momentAt(setting, random, random.whole(9, 16), utcOffset);
  const overWeeks = signupWindow(random, random.between(3, setting.options.days), setting.options.days);
  const early = random.chance(0.25) ? random.between(0.4, 0.9) : 0.05;
  const together = random.chance(0.4) ? random.between(0.5, 1) : 0;
  return () => {
    if (random.chance(early)) return -1;
    return random.chance(together) ? hour + random.whole(0, 3600) : overWeeks();
  };
}

function drawEmployee(setting: Setting, random: Random, office: Office): Partial<Account> {
  const ownDevices = newDevices(random, random.whole(0, 2));
  const usesCompanyCard = random.chance(office.cardShare);
  return {
    email: random.chance(office.domainShare) ? `${personLocalPart(random)}@${office.domain}` : personalEmail(random),
    organizationId: office.organizationId !== undefined && random.chance(0.9) ? office.organizationId : undefined,
    ...(usesCompanyCard ? { card: random.pick(office.cards), cardAtSignup: random.chance(0.7) } : {}),
    devices: random.chance(0.4) ? [...ownDevices, ...office.meetingRoomDevices] : ownDevices,
    ...(office.tunnelsEverything ? { home: office.place, away: undefined } : {}),
    work: office.place,
    workShare: office.workShare,
    signupPlace: office.place,
    signedUpAt: office.signUpAt(),
    utcOffset: office.utcOffset + random.between(-0.7, 0.7),
    rhythm: setting.rhythms.draw(office.rhythmName, random),
    prompts:
      office.templates.length > 0 && random.chance(0.8)
        ? { templates: office.templates, templateShare: office.toolShare * random.between(0.5, 1), templateDays: 0 }
        : ownPrompts,
  };
}
