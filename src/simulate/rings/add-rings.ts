import { ProxyNetwork } from "../networks/proxy-network.ts";
import { newPerson, secondsPerDay } from "../people/new-person.ts";
import type { Random } from "../random.ts";
import type { Setting } from "../setting.ts";
import { type RingKind, ringKinds } from "../world-options.ts";
import { campaignCapabilities } from "./resources.ts";
import { ringPlans } from "./ring-kinds.ts";

/** How the labels file calls a ring of each kind. */
const shortNames: Record<RingKind, string> = {
  naive: "naive",
  card_pool: "cards",
  cover_traffic: "cover",
  subnet: "subnet",
  trial_abuse: "trials",
  staggered: "staggered",
  human_hours: "office-hours",
  slow_growth: "growing",
  vpn_cover: "vpn",
};

/** Adds the rings. Comes after the people: the exits of proxy networks are their homes. */
export function addRings(setting: Setting): void {
  const random = setting.random.fork("proxy-networks");
  const lines = [...setting.homes.lines];
  const size = Math.max(
    60,
    Math.round((lines.length * setting.options.proxiedHomeShare) / setting.options.proxyNetworks),
  );
  const proxyNetworks = Array.from(
    { length: setting.options.proxyNetworks },
    () => new ProxyNetwork(lines, random, size),
  );
  for (const kind of ringKinds) {
    for (let number = 1; number <= setting.options.rings[kind]; number += 1)
      addRing(setting, kind, number, proxyNetworks);
  }
}

function addRing(setting: Setting, kind: RingKind, number: number, proxyNetworks: readonly ProxyNetwork[]): void {
  const random = setting.random.fork(`ring-${kind}-${number}`);
  const size = drawSize(setting, random);
  const plan = ringPlans[kind]({ setting, random, size, proxyNetworks });
  const group = { name: `ring-${shortNames[kind]}-${number}`, kind: `ring:${kind}` };
  const bannedAfterDays = random.chance(0.5) ? random.between(5, 25) : Infinity;
  const usesNewModel = random.chance(0.7);
  const firstTryShare = random.between(0.2, 1);
  for (let member = 0; member < size; member += 1) {
    const traits = plan(member);
    newPerson(setting, random, {
      isFake: true,
      group,
      phone: undefined,
      organizationId: undefined,
      cardAtSignup: true,
      away: undefined,
      work: undefined,
      utcOffset: 0,
      deviceShare: 0.5,
      capabilities: campaignCapabilities,
      leavesAt: traits.signedUpAt + Math.max(1, random.exponential(bannedAfterDays)) * secondsPerDay,
      usesNewModel,
      firstTryShare,
      ...traits,
    });
  }
}

/** Many small rings, few large ones. */
function drawSize(setting: Setting, random: Random): number {
  const { smallestRing, largestRing } = setting.options;
  return Math.floor(smallestRing * ((largestRing + 1) / smallestRing) ** (random.fraction() ** 1.4));
}
