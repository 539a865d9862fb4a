import type { Account } from "./account.ts";
import { AddressSpace } from "./networks/address-space.ts";
import { HomeNetwork } from "./networks/home-network.ts";
import { VpnService } from "./networks/vpn-service.ts";
import { fixedPlace, type Place } from "./place.ts";
import { Random } from "./random.ts";
import { RhythmLibrary } from "./rhythm.ts";
import type { WorldOptions } from "./world-options.ts";

/** What people and rings of one world have in common: its networks, and the accounts made so far. */
export interface Setting {
  readonly options: WorldOptions;
  readonly random: Random;
  readonly accounts: Account[];
  /** Mail addresses that are taken: a provider lets each sign up once. */
  readonly emails: Set<string>;
  readonly space: AddressSpace;
  readonly homes: HomeNetwork;
  /** Mobile networks: few addresses, thousands of users behind each. */
  readonly carriers: readonly Place[];
  readonly vpnServices: readonly VpnService[];
  readonly rhythms: RhythmLibrary;
}

export function makeSetting(options: WorldOptions): Setting {
  const random = new Random(`ringfence-${options.seed}`);
  const networks = random.fork("networks");
  const space = new AddressSpace(networks);
  return {
    options,
    random,
    accounts: [],
    emails: new Set(),
    space,
    homes: new HomeNetwork(space, networks, Math.max(4, Math.round(options.people / 1500))),
    carriers: Array.from({ length: options.carriers }, () => fixedPlace(space.takeAddresses(networks.whole(3, 24)))),
    vpnServices: Array.from({ length: options.vpnServices }, () => new VpnService(space, networks)),
    rhythms: new RhythmLibrary(networks),
  };
}
