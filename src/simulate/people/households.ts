import type { Setting } from "../setting.ts";
import { drawTimeZone } from "../time-zone.ts";
import { newCard, newDevices, newPerson } from "./new-person.ts";

/** Families and flats: one line, often one card, sometimes a tablet that everybody picks up. Returns how many people live in them. */
export function addHouseholds(setting: Setting, people: number): number {
  const random = setting.random.fork("households");
  let added = 0;
  for (let household = 1; added < people; household += 1) {
    const group = { name: `household-${household}`, kind: "household" };
    const home = setting.homes.newLine();
    const utcOffset = drawTimeZone(random);
    const card = random.chance(0.6) ? newCard(random) : undefined;
    const tablet = random.chance(0.35) ? newDevices(random, 1) : [];
    const carrier = random.pick(setting.carriers);
    const size = random.whole(2, 6);
    // Flatmates tell each other: some households sign up in one evening.
    const together = random.chance(0.25)
      ? random.whole(0, setting.options.days - 1) * 86_400 + random.whole(0, 80_000)
      : undefined;
    for (let member = 0; member < size; member += 1) {
      newPerson(setting, random, {
        group,
        home,
        utcOffset: utcOffset + random.between(-1.5, 1.5),
        away: random.chance(0.6) ? carrier : undefined,
        devices: [...newDevices(random, random.whole(0, 2)), ...(random.chance(0.7) ? tablet : [])],
        ...(card !== undefined && random.chance(0.7) ? { card } : {}),
        ...(together !== undefined ? { signedUpAt: together + random.whole(0, 5000) } : {}),
      });
    }
    added += size;
  }
  return added;
}

/** A family plan: one card, but everybody lives somewhere else. */
export function addFamilyPlans(setting: Setting): number {
  const random = setting.random.fork("family-plans");
  let added = 0;
  for (let plan = 1; plan <= setting.options.familyPlans; plan += 1) {
    const group = { name: `family-${plan}`, kind: "family_plan" };
    const card = newCard(random);
    const size = random.whole(2, 6);
    for (let member = 0; member < size; member += 1) newPerson(setting, random, { group, card, cardAtSignup: true });
    added += size;
  }
  return added;
}
