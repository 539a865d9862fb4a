import { ownDomain, personalEmail, personLocalPart } from "../mail-addresses.ts";
import { eitherPlace, fixedPlace } from "../place.ts";
import type { Setting } from "../setting.ts";
import { drawTimeZone } from "../time-zone.ts";
import { drawVolume, momentAt, newDevices, newPerson, newTemplates, ownPrompts } from "./new-person.ts";

/** Classes: 10 - 60 who sign up within an hour at one school address and do one exercise, most of them never again. */
export function addClasses(setting: Setting): number {
  let added = 0;
  for (let number = 1; number <= setting.options.classes; number += 1) {
    const random = setting.random.fork(`class-${number}`);
    const group = { name: `class-${number}`, kind: "class" };
    const school = fixedPlace(setting.space.takeAddresses(1));
    const utcOffset = drawTimeZone(random);
    const lessonAt = momentAt(setting, random, random.whole(8, 17), utcOffset);
    const lessonSeconds = random.between(300, 3000);
    const domain = ownDomain(random, random.pick(["edu", "ac.uk", "org", "school"]));
    const domainShare = random.pick([0, 0.5, 0.95, 1]);
    const exercise = newTemplates(random, random.whole(1, 3));
    const labDevices = random.chance(0.25) ? newDevices(random, random.whole(8, 25)) : [];
    const organizationId = random.chance(0.2) ? `org_${random.hex(10)}` : undefined;
    const size = random.whole(10, 60);
    for (let pupil = 0; pupil < size; pupil += 1) {
      newPerson(setting, random, {
        group,
        signedUpAt: lessonAt + random.fraction() * lessonSeconds,
        signupPlace: school,
        work: school,
        workShare: random.between(0.1, 0.7),
        utcOffset: utcOffset + random.between(-0.5, 0.5),
        rhythm: setting.rhythms.draw("student", random),
        email: random.chance(domainShare) ? `${personLocalPart(random)}@${domain}` : personalEmail(random),
        organizationId,
        ...(random.chance(0.85) ? { card: undefined } : {}),
        devices: labDevices.length > 0 ? [random.pick(labDevices)] : newDevices(random, random.whole(0, 2)),
        firstTryShare: 0.97,
        eventsPerDay: drawVolume(setting, random) * 0.6,
        prompts: { templates: exercise, templateShare: random.between(0.3, 0.9), templateDays: 0 },
      });
    }
    added += size;
  }
  return added;
}

/** A university: hundreds behind four addresses; those in the halls of residence have no other. */
export function addUniversities(setting: Setting): number {
  let added = 0;
  for (let number = 1; number <= setting.options.universities; number += 1) {
    const random = setting.random.fork(`university-${number}`);
    const group = { name: `university-${number}`, kind: "university" };
    const campus = fixedPlace(setting.space.takeAddresses(4));
    const utcOffset = drawTimeZone(random);
    const domain = ownDomain(random, random.pick(["edu", "ac.uk", "ac.jp", "edu.au"]));
    const courses = Array.from({ length: random.whole(2, 12) }, () => newTemplates(random, random.whole(1, 3)));
    const organizationId = random.chance(0.4) ? `org_${random.hex(10)}` : undefined;
    const libraryDevices = newDevices(random, random.whole(5, 30));
    const size = random.wholeLogBetween(200, Math.max(250, Math.min(2000, Math.round(setting.options.people / 20))));
    for (let student = 0; student < size; student += 1) {
      newPerson(setting, random, {
        group,
        work: campus,
        workShare: random.between(0.2, 0.9),
        ...(random.chance(0.25) ? { home: campus } : {}),
        ...(random.chance(0.6) ? { signupPlace: campus } : {}),
        utcOffset: utcOffset + random.between(-1, 1),
        rhythm: setting.rhythms.draw("student", random),
        email: random.chance(0.7) ? `${personLocalPart(random)}@${domain}` : personalEmail(random),
        organizationId: random.chance(0.8) ? organizationId : undefined,
        devices: [
          ...newDevices(random, random.whole(0, 2)),
          ...(random.chance(0.1) ? [random.pick(libraryDevices)] : []),
        ],
        prompts: random.chance(0.4)
          ? { templates: random.pick(courses), templateShare: random.between(0.1, 0.6), templateDays: 0 }
          : ownPrompts,
      });
    }
    added += size;
  }
  return added;
}

/** A library or computer lab: people who do not know each other take turns at its machines. */
export function addLibraries(setting: Setting): number {
  let added = 0;
  for (let number = 1; number <= setting.options.libraries; number += 1) {
    const random = setting.random.fork(`library-${number}`);
    const group = { name: `library-${number}`, kind: "library" };
    const room = fixedPlace(setting.space.takeAddresses(1));
    const utcOffset = drawTimeZone(random);
    const machines = newDevices(random, random.whole(4, 20));
    const size = random.whole(15, 120);
    for (let reader = 0; reader < size; reader += 1) {
      newPerson(setting, random, {
        group,
        home: eitherPlace(room, setting.homes.newLine(), random.between(0, 0.8)),
        utcOffset: utcOffset + random.between(-1, 1),
        rhythm: setting.rhythms.draw(random.pick(["student", "worker"]), random),
        devices: [...random.sample(machines, random.whole(1, 3)), ...newDevices(random, random.whole(0, 1))],
        ...(random.chance(0.7) ? { card: undefined } : {}),
      });
    }
    added += size;
  }
  return added;
}
