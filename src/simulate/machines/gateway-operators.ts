import { newPerson, newTemplates, secondsPerDay, signupWindow } from "../people/new-person.ts";
import { fixedPlace } from "../place.ts";
import type { Setting } from "../setting.ts";
import { foundCompany } from "./company.ts";

/** Share of prompts that an end user has sent before: it comes through whichever account is free. */
const repeatedShare = 0.3;

/** Firms that resell access: the prompts of hundreds of end users from everywhere, dealt out over a few accounts on the firm's servers. */
export function addGatewayOperators(setting: Setting): void {
  for (let number = 1; number <= setting.options.gatewayOperators; number += 1) {
    const random = setting.random.fork(`gateway-operator-${number}`);
    const group = { name: `operator-${number}`, kind: "gateway_operator" };
    const company = foundCompany(random, 0.6);
    const servers = fixedPlace(setting.space.takeAddresses(random.whole(1, 4)));
    const endUsers = random.whole(200, 900);
    const repeatedPrompts = newTemplates(random, endUsers * 2);
    const signUpAt = signupWindow(random, random.logBetween(1, 40), setting.options.days);
    const requestsPerEvent = random.logBetween(15, 100);
    for (let account = random.wholeLogBetween(3, 30); account > 0; account -= 1) {
      newPerson(setting, random, {
        group,
        ...company.machine(`pool-${account}`),
        home: servers,
        signedUpAt: random.chance(0.3) ? -1 : signUpAt(),
        leavesAt: setting.options.days * secondsPerDay,
        rhythm: setting.rhythms.draw("round_the_clock", random),
        utcOffset: 0,
        eventsPerDay: random.logBetween(3, 10),
        requestsPerEvent,
        prompts: { templates: repeatedPrompts, templateShare: repeatedShare, templateDays: 0 },
        capabilities: ["chat", "writing", "software_engineering"],
      });
    }
  }
}
