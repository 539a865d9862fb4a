import type { ProxyNetwork } from "../networks/proxy-network.ts";
import { newPerson, secondsPerDay } from "../people/new-person.ts";
import type { Random } from "../random.ts";
import type { Setting } from "../setting.ts";
import type { RingKind } from "../world-options.ts";
import { campaignCapabilities } from "./resources.ts";
import { ringPlans } from "./ring-kinds.ts";
import { poolsOfSuccession } from "./succession.ts";

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
  private_addresses: "private",
  paraphrased: "paraphrased",
  crowded_proxies: "crowded",
  succession: "succession",
  disguised: "disguised",
};

/** Adds the rings of these kinds, as many as the world's options say. */
export function addRings(setting: Setting, kinds: readonly RingKind[], proxyNetworks: readonly ProxyNetwork[]): void {
  for (const kind of kinds) {
    for (let number = 1; number <= setting.options.rings[kind]; number += 1)
      addRing(setting, kind, number, proxyNetworks);
  }
}

function addRing(setting: Setting, kind: RingKind, number: number, proxyNetworks: readonly ProxyNetwork[]): void {
  const random = setting.random.fork(`ring-${kind}-${number}`);
  const size = drawSize(setting, random, kind === "succession" ? poolsOfSuccession : 1);
  const group = { name: `ring-${shortNames[kind]}-${number}`, kind: `ring:${kind}` };
  const plan = ringPlans[kind]({ setting, random, group, size, proxyNetworks });
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

/** Many small rings, few large ones; each pool is no smaller than a ring. */
function drawSize(setting: Setting, random: Random, pools: number): number {
  const smallest = setting.options.smallestRing * pools;
  const largest = Math.max(smallest, setting.options.largestRing);
  return Math.floor(smallest * ((largest + 1) / smallest) ** (random.fraction() ** 1.4));
}
