import { newPerson, newTemplates, secondsPerDay, signupWindow } from "../people/new-person.ts";
import { fixedPlace } from "../place.ts";
import type { Setting } from "../setting.ts";
import { drawTimeZone } from "../time-zone.ts";
import { foundCompany } from "./company.ts";

/** Firms that run their whole suite of test prompts through the product every night, many requests at a time, from one or two servers. */
export function addNightlyEvaluations(setting: Setting): void {
  for (let number = 1; number <= setting.options.nightlyEvaluations; number += 1) {
    const random = setting.random.fork(`nightly-evaluation-${number}`);
    const group = { name: `evaluation-${number}`, kind: "nightly_evaluation" };
    const company = foundCompany(random, 0.6);
    const servers = fixedPlace(setting.space.takeAddresses(random.whole(1, 2)));
    const suite = newTemplates(random, random.wholeLogBetween(10, 60));
    const signUpAt = signupWindow(random, random.logBetween(0.5, 30), setting.options.days);
    const utcOffset = drawTimeZone(random);
    const requestsPerEvent = random.logBetween(50, 300);
    for (let pipeline = random.whole(4, 25); pipeline > 0; pipeline -= 1) {
      newPerson(setting, random, {
        group,
        ...company.machine(`eval-${pipeline}`),
        home: servers,
        signedUpAt: random.chance(0.4) ? -1 : signUpAt(),
        leavesAt: setting.options.days * secondsPerDay,
        rhythm: setting.rhythms.draw("nightly_batch", random),
        utcOffset,
        eventsPerDay: random.logBetween(0.8, 4),
        requestsPerEvent,
        prompts: { templates: suite, templateShare: random.between(0.8, 1), templateDays: 0 },
        capabilities: ["agentic_reasoning", "long_horizon_tasks", "data_analysis"],
      });
    }
  }
}
