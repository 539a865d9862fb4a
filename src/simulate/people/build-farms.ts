import { ownDomain } from "../mail-addresses.ts";
import { fixedPlace } from "../place.ts";
import type { RhythmName } from "../rhythm.ts";
import type { Setting } from "../setting.ts";
import { momentAt, newCard, newPerson, newTemplates } from "./new-person.ts";

/** Honest machines: build runners and nightly evaluations of verified firms, on one cloud address, one card, one template, at all hours. */
export function addBuildFarms(setting: Setting): number {
  let added = 0;
  for (let number = 1; number <= setting.options.buildFarms; number += 1) {
    const random = setting.random.fork(`build-farm-${number}`);
    const group = { name: `build-farm-${number}`, kind: "build_farm" };
    const place = fixedPlace(setting.space.takeAddresses(random.pick([1, 1, 2, 3])));
    const domain = ownDomain(random);
    const organizationId = `org_${random.hex(10)}`;
    const card = newCard(random);
    const templates = newTemplates(random, random.whole(1, 5));
    const rhythmName = random.pick<RhythmName>(["round_the_clock", "round_the_clock", "nightly_batch", "two_shifts"]);
    const start = momentAt(setting, random, random.whole(8, 18), 0);
    const requestsPerEvent = random.logBetween(4, 60);
    const size = random.wholeLogBetween(2, 25);
    for (let runner = 1; runner <= size; runner += 1) {
      newPerson(setting, random, {
        group,
        home: place,
        away: undefined,
        email: `${random.pick(["ci", "build", "runner", "eval", "bot"])}+${runner}@${domain}`,
        organizationId,
        card,
        cardAtSignup: true,
        devices: [],
        signedUpAt: random.chance(0.3) ? -1 : start + random.whole(0, random.pick([1800, 86_400, 500_000])),
        rhythm: setting.rhythms.draw(rhythmName, random),
        utcOffset: 0,
        eventsPerDay: random.logBetween(0.5, 4),
        requestsPerEvent,
        prompts: { templates, templateShare: random.between(0.6, 1), templateDays: 0 },
        capabilities: ["software_engineering", "agentic_reasoning"],
      });
    }
    added += size;
  }
  return added;
}
