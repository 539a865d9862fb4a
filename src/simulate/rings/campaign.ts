import { expectedUsage, isWeekend } from "../events-of-day.ts";
import { personalEmail } from "../mail-addresses.ts";
import { type ProxyNetwork, rotatingExit } from "../networks/proxy-network.ts";
import { newCard, newDevices, newPerson, newTemplates, secondsPerDay } from "../people/new-person.ts";
import type { Place } from "../place.ts";
import type { Random } from "../random.ts";
import type { Rhythm } from "../rhythm.ts";
import type { Setting } from "../setting.ts";
import type { WorldOptions } from "../world-options.ts";
import { campaignCapabilities, mailFactory } from "./resources.ts";

/** One operation with a first pool of accounts that is banned at once, and a second that is ready. */
export interface Campaign {
  readonly accounts: number;
  /** Requests of all accounts together; a world comes the closer, the larger it is: to 2 % with 288,000. */
  readonly exchanges: number;
  /** At midnight (UTC) before this day, counted from 0, all accounts of the first pool fall silent. */
  readonly bannedOnDay: number;
  /** Share of the first pool's cards, exits and templates, in [0, 1], that the second goes on with. */
  readonly inheritedShare: number;
}

/** What the accounts of one pool have in common. */
interface Assets {
  readonly cards: readonly string[];
  readonly exits: readonly Place[];
  readonly templates: readonly string[];
}

/** When an account is at work, and how much. */
interface Shift {
  readonly signedUpAt: number;
  readonly leavesAt: number;
  readonly rhythm: Rhythm;
  /** Usage events on a weekday. */
  readonly eventsPerDay: number;
}

const accountsPerCard = 8;
const exitsPerAccount = 4;
const accountsPerExit = 10;
const templatesPerAccount = 3;
const accountsPerTemplate = 500;
/** Each pool has at least so many, however small the world. */
const fewestTemplates = 8;
/** Share of the prompts that are the campaign's; the rest is cover: unlike each other, like everybody's. */
const templateShare = 0.5;
/** Hours in which a count is sent, on a weekday: the volume lies far below any limit. */
const eventsPerDay = 8;
/** Days over which the first pool signs up, and the second, which is ready when the first is banned. */
const recruitingDays = { first: 6, second: 1.5 };

/**
 * Adds the accounts of a campaign: residential proxies, cards that pay for several accounts each, cover traffic, a day that ends the
 * first pool, and a second pool that goes on with part of what the first had used. Each pool is a group of its own.
 */
export function addCampaign(setting: Setting, campaign: Campaign, proxyNetworks: readonly ProxyNetwork[]): void {
  const { options } = setting;
  const random = setting.random.fork("campaign");
  const firstSize = Math.ceil(campaign.accounts / 2);
  const secondSize = campaign.accounts - firstSize;
  const first = drawAssets(random, firstSize, proxyNetworks);
  const second = inherit(random, first, drawAssets(random, secondSize, proxyNetworks), campaign.inheritedShare);
  const ban = campaign.bannedOnDay * secondsPerDay;
  const pools = [
    drawPool("pool-1", first, firstSize, 0, recruitingDays.first, ban - 1),
    drawPool("pool-2", second, secondSize, ban, recruitingDays.second, options.days * secondsPerDay),
  ];
  const events = pools.flatMap(({ shifts }) => shifts).reduce((sum, shift) => sum + expectedEvents(shift, options), 0);
  const perEvent = campaign.exchanges / events;
  // A count is a rounded draw and at least one, which makes it larger than the mean it is drawn with by about this much.
  const requestsPerEvent = perEvent - 0.5 / perEvent;
  for (const { name, assets, shifts } of pools) {
    const group = { name: `ring-letter-${name}`, kind: "ring:campaign" };
    const generated = mailFactory(random, "generated");
    for (const shift of shifts) {
      newPerson(setting, random, {
        isFake: true,
        group,
        phone: undefined,
        organizationId: undefined,
        email: random.chance(0.5) ? generated() : personalEmail(random),
        card: random.pick(assets.cards),
        cardAtSignup: true,
        devices: random.chance(0.5) ? newDevices(random, 1) : [],
        deviceShare: 0.5,
        home: rotatingExit(random.sample(assets.exits, exitsPerAccount)),
        work: undefined,
        away: undefined,
        utcOffset: 0,
        firstTryShare: 0,
        requestsPerEvent,
        prompts: {
          templates: random.sample(assets.templates, templatesPerAccount),
          templateShare,
          templateDays: 0,
        },
        capabilities: campaignCapabilities,
        usesNewModel: true,
        ...shift,
      });
    }
  }

  function drawPool(name: string, assets: Assets, size: number, from: number, overDays: number, leavesAt: number) {
    const shifts = Array.from({ length: size }, (_, member): Shift => {
      return {
        // The first is there at once: a campaign begins on the day that it begins.
        signedUpAt: from + (member === 0 ? 60 : random.between(0, overDays) * secondsPerDay),
        leavesAt,
        rhythm: setting.rhythms.draw(random.chance(0.7) ? "round_the_clock" : "two_shifts", random),
        eventsPerDay: eventsPerDay * random.between(0.7, 1.3),
      };
    });
    return { name, assets, shifts };
  }
}

function drawAssets(random: Random, size: number, proxyNetworks: readonly ProxyNetwork[]): Assets {
  const exits = Math.max(6, Math.round((size * exitsPerAccount) / accountsPerExit));
  return {
    cards: Array.from({ length: Math.max(1, Math.round(size / accountsPerCard)) }, () => newCard(random)),
    exits: proxyNetworks.flatMap((network) => network.lease(random, Math.ceil(exits / proxyNetworks.length))),
    templates: newTemplates(
      random,
      Math.max(fewestTemplates, Math.round((size * templatesPerAccount) / accountsPerTemplate)),
    ),
  };
}

/** In part what the first had, in part what is fresh. */
function inherit(random: Random, first: Assets, fresh: Assets, share: number): Assets {
  const mix = <T>(old: readonly T[], renewed: readonly T[]): T[] => {
    const kept = random.sample(old, Math.round(renewed.length * share));
    return [...kept, ...renewed.slice(kept.length)];
  };
  return {
    cards: mix(first.cards, fresh.cards),
    exits: mix(first.exits, fresh.exits),
    templates: mix(first.templates, fresh.templates),
  };
}

/** Usage events that an account makes on average in all its days. */
function expectedEvents(shift: Shift, options: WorldOptions): number {
  const last = Math.min(shift.leavesAt, options.days * secondsPerDay);
  const firstDay = Math.floor(shift.signedUpAt / secondsPerDay);
  let events = 0;
  for (let day = firstDay; day * secondsPerDay < last; day += 1) {
    // What falls before the sign-up is left out; the day of the ban is the last in full.
    const share = Math.min(1, day + 1 - shift.signedUpAt / secondsPerDay);
    const rate = shift.eventsPerDay * (isWeekend(day, options) ? shift.rhythm.weekendShare : 1);
    events += share * expectedUsage(rate);
  }
  return events;
}
