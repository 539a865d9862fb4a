import { addressIn } from "../networks/address-space.ts";
import { momentAt, newCard, secondsPerDay, signupWindow } from "../people/new-person.ts";
import { eitherPlace, fixedPlace } from "../place.ts";
import type { RhythmName } from "../rhythm.ts";
import { drawTimeZone } from "../time-zone.ts";
import type { RingKind } from "../world-options.ts";
import { planCrowdedProxies, planParaphrased, planPrivateAddresses } from "./careful-ring-kinds.ts";
import { planDisguised } from "./disguised-ring.ts";
import { rentedServers, residentialExits } from "./exits.ts";
import { cardPool, deviceFactory, mailFactory, templateHabit, workload } from "./resources.ts";
import type { RingBrief, RingPlan } from "./ring-plan.ts";
import { planSuccession } from "./succession.ts";

/** One plan for each kind of ring. A kind fixes what makes it what it is and draws everything else anew for each ring. */
export const ringPlans: Record<RingKind, (brief: RingBrief) => RingPlan> = {
  naive: planNaive,
  card_pool: planCardPool,
  cover_traffic: planCoverTraffic,
  subnet: planSubnet,
  trial_abuse: planTrialAbuse,
  staggered: planStaggered,
  human_hours: planHumanHours,
  slow_growth: planSlowGrowth,
  vpn_cover: planVpnCover,
  private_addresses: planPrivateAddresses,
  paraphrased: planParaphrased,
  crowded_proxies: planCrowdedProxies,
  succession: planSuccession,
  disguised: planDisguised,
};

/** A script on a few servers: one card, one template, everybody signed up within minutes. */
function planNaive(brief: RingBrief): RingPlan {
  const { setting, random, size } = brief;
  const server = rentedServers(brief, 4);
  const cards = Array.from({ length: random.whole(1, 2) }, () => newCard(random));
  const mail = mailFactory(random, random.pick(["generated", "own_domains", "disposable", "one_mailbox"]));
  const device = deviceFactory(random, random.pick(["none", "none", "shared"]), size);
  const prompts = templateHabit(random, [0.7, 1]);
  const load = workload(random, [0.6, 3], [5, 60]);
  const startsAt = momentAt(setting, random, random.whole(0, 23), 0);
  const burstSeconds = random.logBetween(300, 3600);
  return () => ({
    home: server(),
    card: random.pick(cards),
    email: mail(),
    devices: device(),
    prompts: prompts(),
    ...load(),
    signedUpAt: startsAt + random.fraction() * burstSeconds,
    rhythm: setting.rhythms.draw("round_the_clock", random),
  });
}

/** Residential proxies, and a pool of cards that each pay for several accounts. */
function planCardPool(brief: RingBrief): RingPlan {
  const { setting, random, size } = brief;
  const exit = residentialExits(brief);
  const card = cardPool(random, size, setting.options.accountsPerCard);
  const mail = mailFactory(random, random.pick(["generated", "bought", "own_domains"]));
  const device = deviceFactory(random, random.pick(["none", "own", "own"]), size);
  const prompts = templateHabit(random, [0.3, 1]);
  const load = workload(random, [0.6, 2.5], [5, 50]);
  const signUpAt = signupWindow(random, random.logBetween(0.2, 14), setting.options.ringsSettledByDay);
  const rhythmName = random.pick<RhythmName>(["round_the_clock", "round_the_clock", "two_shifts"]);
  return (member) => ({
    home: exit(),
    card: card(member),
    email: mail(),
    devices: device(),
    prompts: prompts(),
    ...load(),
    signedUpAt: signUpAt(),
    rhythm: setting.rhythms.draw(rhythmName, random),
  });
}

/** Nearly all prompts are innocuous and unlike each other, every account has a card of its own; the few real prompts share rare templates. */
function planCoverTraffic(brief: RingBrief): RingPlan {
  const { setting, random, size } = brief;
  const exit = residentialExits(brief);
  const mail = mailFactory(random, random.pick(["bought", "generated"]));
  const device = deviceFactory(random, random.pick(["none", "own"]), size);
  const innocuous = setting.options.coverShare;
  const prompts = templateHabit(random, [(1 - innocuous) * 0.8, (1 - innocuous) * 1.2]);
  const load = workload(random, [1, 3], [4, 40]);
  const signUpAt = signupWindow(random, random.logBetween(2, 21), setting.options.ringsSettledByDay);
  return () => ({
    home: exit(),
    card: newCard(random),
    email: mail(),
    devices: device(),
    prompts: prompts(),
    ...load(),
    signedUpAt: signUpAt(),
    rhythm: setting.rhythms.draw("round_the_clock", random),
  });
}

/** An address each, but all in one rented /24 or two. */
function planSubnet(brief: RingBrief): RingPlan {
  const { setting, random, size } = brief;
  const blocks = Array.from({ length: Math.ceil(size / 250) + random.whole(0, 1) }, () => setting.space.takeBlock());
  const ownCards = random.chance(0.5);
  const card = cardPool(random, size, setting.options.accountsPerCard);
  const mail = mailFactory(random, random.pick(["generated", "own_domains", "bought"]));
  const device = deviceFactory(random, random.pick(["none", "none", "own"]), size);
  const prompts = templateHabit(random, [0.4, 1]);
  const load = workload(random, [0.6, 3], [5, 50]);
  const signUpAt = signupWindow(random, random.logBetween(0.1, 10), setting.options.ringsSettledByDay);
  return (member) => ({
    home: fixedPlace([
      addressIn(blocks[member % blocks.length] as number, 1 + (Math.floor(member / blocks.length) % 254)),
    ]),
    card: ownCards ? newCard(random) : card(member),
    email: mail(),
    devices: device(),
    prompts: prompts(),
    ...load(),
    signedUpAt: signUpAt(),
    rhythm: setting.rhythms.draw("round_the_clock", random),
  });
}

/** Free trials by the dozen: throw-away mail, hardly any use, no template; the same few machines or cards again and again. */
function planTrialAbuse(brief: RingBrief): RingPlan {
  const { setting, random, size } = brief;
  const line = setting.homes.newLine();
  const hidden = residentialExits(brief);
  const hides = random.between(0, 0.9);
  const sharesDevices = random.chance(0.7);
  const device = deviceFactory(random, sharesDevices ? "shared" : "own", size);
  const card =
    sharesDevices && random.chance(0.6) ? () => undefined : cardPool(random, size, setting.options.accountsPerCard);
  const mail = mailFactory(random, random.pick(["disposable", "one_mailbox", "generated"]));
  const signUpAt = signupWindow(random, random.logBetween(0.5, 20), setting.options.ringsSettledByDay);
  const load = workload(random, [0.05, 0.3], [1, 6]);
  const rhythmName = random.pick<RhythmName>(["evening", "night_owl", "round_the_clock"]);
  const utcOffset = drawTimeZone(random);
  return (member) => ({
    home: eitherPlace(line, hidden(), hides),
    card: card(member),
    email: mail(),
    devices: device(),
    deviceShare: 0.9,
    ...load(),
    prompts: { templates: [], templateShare: 0, templateDays: 0 },
    capabilities: ["chat", "writing"],
    signedUpAt: signUpAt(),
    leavesAt: setting.options.days * secondsPerDay,
    rhythm: setting.rhythms.draw(rhythmName, random),
    utcOffset,
  });
}

/** A card pool that takes its time: the sign-ups are spread over most of the world. */
function planStaggered(brief: RingBrief): RingPlan {
  const plan = planCardPool(brief);
  const { setting, random } = brief;
  const signUpAt = signupWindow(
    random,
    setting.options.ringsSettledByDay * random.between(0.5, 0.9),
    setting.options.ringsSettledByDay,
  );
  return (member) => ({ ...plan(member), signedUpAt: signUpAt() });
}

/** Keeps office hours and a modest volume, so that neither the clock nor the counts stand out. */
function planHumanHours(brief: RingBrief): RingPlan {
  const { setting, random, size } = brief;
  const exit = random.chance(0.7) ? residentialExits(brief) : rentedServers(brief, 6);
  const card = cardPool(random, size, setting.options.accountsPerCard);
  const mail = mailFactory(random, random.pick(["bought", "generated"]));
  const device = deviceFactory(random, random.pick(["none", "own"]), size);
  const prompts = templateHabit(random, [0.3, 0.9]);
  const load = workload(random, [0.5, 1.5], [2, 6]);
  const utcOffset = drawTimeZone(random);
  const signUpAt = signupWindow(random, random.logBetween(2, 21), setting.options.ringsSettledByDay);
  return (member) => ({
    home: exit(),
    card: card(member),
    email: mail(),
    devices: device(),
    prompts: prompts(),
    ...load(),
    signedUpAt: signUpAt(),
    rhythm: setting.rhythms.draw(random.chance(0.6) ? "office" : "worker", random),
    utcOffset,
  });
}

/** Begins with a handful and doubles every week or so, on an infrastructure that stays. */
function planSlowGrowth(brief: RingBrief): RingPlan {
  const plan = brief.random.chance(0.6) ? planCardPool(brief) : planHumanHours(brief);
  const lastDay = Math.min(brief.setting.options.days - 2, brief.setting.options.ringsSettledByDay);
  const doublingDays = brief.random.between(5, 12);
  const doublings = lastDay / doublingDays;
  return (member) => {
    // The inverse of exponential growth: member k of n joins when the ring has k members.
    const share = (member + brief.random.fraction()) / brief.size;
    const day = Math.max(0, lastDay + (doublingDays * Math.log2(share + 2 ** -doublings)) / (1 + 2 ** -doublings));
    return { ...plan(member), signedUpAt: Math.min(day, lastDay) * secondsPerDay + brief.random.whole(0, 80_000) };
  };
}

/** Hides among the customers of a commercial VPN. */
function planVpnCover(brief: RingBrief): RingPlan {
  const plan = planCardPool(brief);
  const service = brief.random.pick(brief.setting.vpnServices);
  return (member) => ({ ...plan(member), home: service.subscribe(brief.random) });
}
