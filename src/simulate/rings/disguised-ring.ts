import { rotatingExit } from "../networks/proxy-network.ts";
import { newCard, newTemplates, signupWindow } from "../people/new-person.ts";
import { eitherPlace, type Place } from "../place.ts";
import type { Random } from "../random.ts";
import { makeWakingRhythm } from "../rhythm.ts";
import { drawTimeZone } from "../time-zone.ts";
import { deviceFactory, mailFactory } from "./resources.ts";
import type { RingBrief, RingPlan } from "./ring-plan.ts";

/** Every evasion at once, each as far as its knob is turned: nothing but the knobs decides what the accounts have in common. */
export function planDisguised(brief: RingBrief): RingPlan {
  const { setting, random, size } = brief;
  const { evasion, ringsSettledByDay } = setting.options;
  const home = disguisedHomes(brief);
  const card = dealEvenly(
    random,
    drawMany(size / evasion.accountsPerCard, () => newCard(random)),
    1,
  );
  const templates = newTemplates(random, needed(size, evasion.templatesPerAccount, evasion.accountsPerTemplate));
  const ownTemplates = dealEvenly(random, templates, evasion.templatesPerAccount);
  const mail = mailFactory(random, "bought");
  const device = deviceFactory(random, "own", size);
  const signUpAt = signupWindow(random, Math.min(evasion.signupDays, ringsSettledByDay), ringsSettledByDay);
  const rhythm = makeWakingRhythm(evasion.hoursPerDay, random);
  const utcOffset = drawTimeZone(random);
  return () => ({
    home: home(),
    card: card()[0],
    email: mail(),
    devices: device(),
    prompts: {
      templates: ownTemplates(),
      templateShare: 1 - evasion.coverShare,
      templateDays: 0,
      paraphraseShare: evasion.paraphraseShare,
    },
    eventsPerDay: evasion.eventsPerDay * random.between(0.6, 1.4),
    requestsPerEvent: evasion.requestsPerEvent * random.between(0.7, 1.3),
    signedUpAt: signUpAt(),
    rhythm,
    utcOffset,
  });
}

/** Exits that others use too, and a line of its own for the share of sessions that is wanted. */
function disguisedHomes({ setting, random, size, proxyNetworks }: RingBrief): () => Place {
  const { exitsPerAccount, accountsPerExit, privateShare } = setting.options.evasion;
  const exits = random.pick(proxyNetworks).lease(random, needed(size, exitsPerAccount, accountsPerExit));
  const ownExits = dealEvenly(random, exits, exitsPerAccount);
  if (privateShare === 0) return () => rotatingExit(ownExits());
  return () => eitherPlace(rotatingExit(ownExits()), setting.homes.newLine(), privateShare);
}

/** How many things it takes so that each account has `perAccount` of them and each is in `sharers` hands. */
function needed(size: number, perAccount: number, sharers: number): number {
  return Math.max(Math.ceil(perAccount), Math.round((size * perAccount) / sharers));
}

function drawMany<T>(count: number, draw: () => T): T[] {
  return Array.from({ length: Math.max(1, Math.round(count)) }, draw);
}

/** Hands out `perAccount` different items at a time, each as often as any other. */
function dealEvenly<T>(random: Random, items: readonly T[], perAccount: number): () => T[] {
  let deck: T[] = [];
  return () => {
    const hand = new Set<T>();
    while (hand.size < Math.min(perAccount, items.length)) {
      if (deck.length === 0) deck = random.shuffled(items);
      hand.add(deck.pop() as T);
    }
    return [...hand];
  };
}
