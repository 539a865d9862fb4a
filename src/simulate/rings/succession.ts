import { rotatingExit } from "../networks/proxy-network.ts";
import { newTemplates, secondsPerDay } from "../people/new-person.ts";
import type { Place } from "../place.ts";
import type { RhythmName } from "../rhythm.ts";
import { cardPool, deviceFactory, mailFactory, workload } from "./resources.ts";
import type { RingBrief, RingPlan } from "./ring-plan.ts";

/** What whoever runs a ring can use again when its accounts are banned. */
interface Assets {
  readonly card: (member: number) => string;
  readonly exits: readonly Place[];
  readonly templates: readonly string[];
}

/** What a second pool takes over from the first: one of the three or more. */
const inheritances: readonly (readonly (keyof Assets)[])[] = [
  ["card"],
  ["exits"],
  ["templates"],
  ["card", "exits"],
  ["card", "templates"],
  ["exits", "templates"],
  ["card", "exits", "templates"],
];

export const poolsOfSuccession = 2;

/**
 * Two pools of accounts, one after the other. All of the first are banned on one day; the second signs up in the days after it, with
 * cards, exits or templates of the first but none of its accounts. Each is a group of its own: `ring-succession-1-pool-1` and `-pool-2`.
 */
export function planSuccession(brief: RingBrief): RingPlan {
  const { setting, random, group, size } = brief;
  const { days } = setting.options;
  const bannedOnDay = days * random.between(0.4, 0.6);
  const first = drawAssets(brief);
  const fresh = drawAssets(brief);
  const inherited = Object.fromEntries(random.pick(inheritances).map((asset) => [asset, first[asset]]));
  const second: Assets = { ...fresh, ...inherited };
  const exitsPerAccount = random.whole(2, 5);
  const templateShare = random.between(0.3, 0.9);
  const recruitingDays = Math.min(random.between(1, 6), days / 5);
  const mail = mailFactory(random, random.pick(["bought", "generated"]));
  const device = deviceFactory(random, random.pick(["none", "own"]), size);
  const load = workload(random, [0.8, 2.5], [4, 40]);
  const rhythmName = random.pick<RhythmName>(["worker", "two_shifts", "round_the_clock"]);
  return (member) => {
    const isFirst = member < size / poolsOfSuccession;
    const { card, exits, templates } = isFirst ? first : second;
    const startsOnDay = isFirst ? 0 : bannedOnDay + 0.5;
    return {
      group: { ...group, name: `${group.name}-pool-${isFirst ? 1 : 2}` },
      home: rotatingExit(random.sample(exits, exitsPerAccount)),
      card: card(member),
      email: mail(),
      devices: device(),
      prompts: { templates, templateShare, templateDays: 0 },
      ...load(),
      signedUpAt: (startsOnDay + random.between(0, recruitingDays)) * secondsPerDay,
      // A ban takes a few hours to reach everybody.
      leavesAt: (isFirst ? bannedOnDay + random.between(0, 0.2) : days) * secondsPerDay,
      rhythm: setting.rhythms.draw(rhythmName, random),
    };
  };
}

function drawAssets({ random, size, proxyNetworks }: RingBrief): Assets {
  const poolSize = size / poolsOfSuccession;
  return {
    card: cardPool(random, poolSize, [4, 15]),
    exits: random.pick(proxyNetworks).lease(random, Math.max(6, Math.round(poolSize * random.between(0.2, 0.8)))),
    templates: newTemplates(random, random.whole(1, 12)),
  };
}
