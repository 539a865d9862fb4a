import { newCard, signupWindow } from "../people/new-person.ts";
import { rotatingExit } from "../networks/proxy-network.ts";
import type { RhythmName } from "../rhythm.ts";
import { drawTimeZone } from "../time-zone.ts";
import { residentialExits } from "./exits.ts";
import { cardPool, deviceFactory, mailFactory, templateHabit, workload } from "./resources.ts";
import type { RingBrief, RingPlan } from "./ring-plan.ts";

/** Residential lines that nobody else uses, one for each account. What is left in common is cards and templates. */
export function planPrivateAddresses(brief: RingBrief): RingPlan {
  const { setting, random, size } = brief;
  const card = cardPool(random, size, [4, 15]);
  const prompts = templateHabit(random, [0.3, 0.9]);
  const look = humanLook(brief);
  return (member) => ({ home: setting.homes.newLine(), card: card(member), prompts: prompts(), ...look() });
}

/** Has every prompt reworded, so that no two have a template in common. What is left in common is cards and proxies. */
export function planParaphrased(brief: RingBrief): RingPlan {
  const { random, size } = brief;
  const exit = residentialExits(brief);
  const card = cardPool(random, size, [2, 6]);
  const prompts = templateHabit(random, [0.5, 1]);
  const look = humanLook(brief);
  return (member) => ({
    home: exit(),
    card: card(member),
    prompts: { ...prompts(), paraphraseShare: 0.98 },
    ...look(),
  });
}

/** Exits that a proxy network hands to each customer of its cheapest plan: the same to all. */
const cheapestPlanExits = 80;

/** All rings of this kind are customers of one provider, which hands all of them the same exits; a card for each account. */
export function planCrowdedProxies(brief: RingBrief): RingPlan {
  const { setting, random, proxyNetworks } = brief;
  const provider = setting.random.fork("cheapest-plan");
  const exits = provider.pick(proxyNetworks).lease(provider, cheapestPlanExits);
  const perAccount = random.whole(2, 5);
  const prompts = templateHabit(random, [0.3, 0.9]);
  const look = humanLook(brief);
  return () => ({
    home: rotatingExit(random.sample(exits, perAccount)),
    card: newCard(random),
    prompts: prompts(),
    ...look(),
  });
}

/** What rings of these kinds do alike: bought mail, waking hours, modest volumes, sign-ups over weeks. */
function humanLook({ setting, random, size }: RingBrief) {
  const mail = mailFactory(random, random.pick(["bought", "generated"]));
  const device = deviceFactory(random, random.pick(["none", "own"]), size);
  const load = workload(random, [0.6, 2], [3, 20]);
  const signUpAt = signupWindow(random, random.logBetween(3, 25), setting.options.ringsSettledByDay);
  const rhythmName = random.pick<RhythmName>(["worker", "two_shifts", "round_the_clock"]);
  const utcOffset = drawTimeZone(random);
  return () => ({
    email: mail(),
    devices: device(),
    ...load(),
    signedUpAt: signUpAt(),
    rhythm: setting.rhythms.draw(rhythmName, random),
    utcOffset,
  });
}
