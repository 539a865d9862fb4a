import { eitherPlace, fixedPlace } from "../place.ts";
import type { Setting } from "../setting.ts";
import { drawTimeZone } from "../time-zone.ts";
import { drawVolume, momentAt, newPerson, newTemplates, ownPrompts } from "./new-person.ts";

/** Cafés and co-working spaces: one address, people with nothing else in common. */
export function addCafes(setting: Setting): number {
  let added = 0;
  for (let number = 1; number <= setting.options.cafes; number += 1) {
    const random = setting.random.fork(`cafe-${number}`);
    const group = { name: `cafe-${number}`, kind: "cafe" };
    const room = fixedPlace(setting.space.takeAddresses(1));
    const utcOffset = drawTimeZone(random);
    const size = random.wholeLogBetween(8, 80);
    for (let guest = 0; guest < size; guest += 1) {
      const home = setting.homes.newLine();
      newPerson(setting, random, {
        group,
        home: eitherPlace(home, room, random.between(0.1, 0.9)),
        utcOffset: utcOffset + random.between(-1, 1),
      });
    }
    added += size;
  }
  return added;
}

/** Conferences: in two days a hall full of strangers signs up on the same wireless network, many to try the speaker's prompt. */
export function addConferences(setting: Setting): number {
  let added = 0;
  for (let number = 1; number <= setting.options.conferences; number += 1) {
    const random = setting.random.fork(`conference-${number}`);
    const group = { name: `conference-${number}`, kind: "conference" };
    const hall = fixedPlace(setting.space.takeAddresses(random.whole(1, 2)));
    const utcOffset = drawTimeZone(random);
    const opensAt = momentAt(setting, random, 9, utcOffset);
    const demonstration = random.chance(0.5) ? newTemplates(random, 1) : [];
    const size = random.whole(20, 150);
    for (let guest = 0; guest < size; guest += 1) {
      newPerson(setting, random, {
        group,
        signupPlace: hall,
        signedUpAt: opensAt + random.whole(0, 1) * 86_400 + random.whole(0, 30_000),
        utcOffset: utcOffset + random.between(-4, 4),
        prompts:
          demonstration.length > 0 && random.chance(0.6)
            ? { templates: demonstration, templateShare: random.between(0.05, 0.4), templateDays: 0 }
            : ownPrompts,
      });
    }
    added += size;
  }
  return added;
}

/** A gateway that resells access: one address, customers from everywhere with cards, mail and prompts of their own. */
export function addGateways(setting: Setting): number {
  let added = 0;
  for (let number = 1; number <= setting.options.gateways; number += 1) {
    const random = setting.random.fork(`gateway-${number}`);
    const group = { name: `gateway-${number}`, kind: "gateway" };
    const gateway = fixedPlace(setting.space.takeAddresses(random.whole(1, 3)));
    const wrapper = random.chance(0.3) ? newTemplates(random, random.whole(1, 2)) : [];
    const size = random.wholeLogBetween(30, Math.max(60, Math.min(400, Math.round(setting.options.people / 60))));
    for (let customer = 0; customer < size; customer += 1) {
      const home = setting.homes.newLine();
      newPerson(setting, random, {
        group,
        home: eitherPlace(gateway, home, random.chance(0.5) ? 0 : random.between(0, 0.5)),
        signupPlace: random.chance(0.7) ? home : gateway,
        away: undefined,
        deviceShare: 0.1,
        prompts:
          wrapper.length > 0
            ? { templates: wrapper, templateShare: random.between(0.2, 0.9), templateDays: 0 }
            : ownPrompts,
      });
    }
    added += size;
  }
  return added;
}

/** A launch: hundreds of strangers sign up in one hour from everywhere. */
export function addLaunchRushes(setting: Setting): number {
  let added = 0;
  for (let number = 1; number <= setting.options.launchRushes; number += 1) {
    const random = setting.random.fork(`launch-rush-${number}`);
    const group = { name: `launch-rush-${number}`, kind: "launch_rush" };
    const opensAt = momentAt(setting, random, random.whole(0, 23), 0);
    const size = random.whole(Math.round(setting.options.people / 150), Math.round(setting.options.people / 50));
    for (let stranger = 0; stranger < size; stranger += 1) {
      newPerson(setting, random, {
        group,
        signedUpAt: opensAt + random.fraction() * 3600,
        usesNewModel: true,
        eventsPerDay: drawVolume(setting, random) * 0.8,
        ...(random.chance(0.3) ? { home: random.pick(setting.carriers) } : {}),
      });
    }
    added += size;
  }
  return added;
}
