import { addressIn } from "../networks/address-space.ts";
import { newPerson, newTemplates, secondsPerDay, signupWindow } from "../people/new-person.ts";
import { fixedPlace, type Place } from "../place.ts";
import type { Setting } from "../setting.ts";
import { drawTimeZone } from "../time-zone.ts";
import { foundCompany } from "./company.ts";

/** Clouds that rent out build runners. */
const cloudCount = 3;

/**
 * Firms whose build runners call the product at all hours, each job from another address of a cloud where strangers' jobs run too. Half of the
 * firms have not had themselves verified; all have a domain, a card, and a few engineers who keep human hours.
 */
export function addCiFirms(setting: Setting): void {
  const clouds = openClouds(setting);
  for (let number = 1; number <= setting.options.ciFirms; number += 1) {
    const random = setting.random.fork(`ci-firm-${number}`);
    const group = { name: `ci-${number}`, kind: "ci_runners" };
    const company = foundCompany(random, 0.5);
    const cloud = random.pick(clouds);
    const templates = newTemplates(random, random.whole(1, 6));
    const signUpAt = signupWindow(random, random.logBetween(0.1, 30), setting.options.days);
    const requestsPerEvent = random.logBetween(4, 60);
    const utcOffset = drawTimeZone(random);
    for (let runner = random.wholeLogBetween(3, 25); runner > 0; runner -= 1) {
      newPerson(setting, random, {
        group,
        ...company.machine(`${random.pick(["ci", "build", "runner"])}-${runner}`),
        home: cloud,
        signedUpAt: random.chance(0.3) ? -1 : signUpAt(),
        leavesAt: setting.options.days * secondsPerDay,
        rhythm: setting.rhythms.draw("round_the_clock", random),
        utcOffset: 0,
        eventsPerDay: random.logBetween(0.5, 4),
        requestsPerEvent,
        prompts: { templates, templateShare: random.between(0.6, 1), templateDays: 0 },
        capabilities: ["software_engineering", "agentic_reasoning"],
      });
    }
    for (let engineer = random.whole(2, 12); engineer > 0; engineer -= 1) {
      newPerson(setting, random, {
        group,
        ...company.employee(),
        utcOffset,
        rhythm: setting.rhythms.draw("worker", random),
        capabilities: ["software_engineering", "chat"],
      });
    }
  }
}

/** A few blocks of addresses each, of which a job gets any. */
function openClouds(setting: Setting): Place[] {
  const random = setting.random.fork("clouds");
  return Array.from({ length: cloudCount }, () => {
    const blocks = Array.from({ length: random.whole(1, 4) }, () => setting.space.takeBlock());
    return fixedPlace(blocks.flatMap((block) => Array.from({ length: 254 }, (_, host) => addressIn(block, host + 1))));
  });
}
