import { fixedPlace, type Place } from "../place.ts";
import { rotatingExit } from "../networks/proxy-network.ts";
import type { RingBrief } from "./ring-plan.ts";

/** Residential proxies: each account keeps a few exits, or gets a new one for every session. Other rings may rent the same ones. */
export function residentialExits({ random, size, proxyNetworks }: RingBrief): () => Place {
  const network = random.pick(proxyNetworks);
  const exits = network.lease(random, Math.max(4, Math.round(size * random.logBetween(0.15, 1.2))));
  const rotates = random.chance(0.35);
  const perAccount = random.whole(2, 6);
  return () => rotatingExit(rotates ? exits : random.sample(exits, perAccount));
}

/** Rented servers: one address or a few for the whole ring. */
export function rentedServers({ setting, random }: RingBrief, most: number): () => Place {
  const addresses = Array.from({ length: random.whole(1, most) }, () => setting.space.takeAddresses(1)).flat();
  return () => fixedPlace(random.chance(0.5) ? addresses : [random.pick(addresses)]);
}
