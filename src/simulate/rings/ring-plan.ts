import type { Account, Group } from "../account.ts";
import type { ProxyNetwork } from "../networks/proxy-network.ts";
import type { Random } from "../random.ts";
import type { Setting } from "../setting.ts";

/** How one ring makes its accounts: what all of them have in common is drawn once, the rest for each. */
export type RingPlan = (member: number) => Pick<Account, "home" | "signedUpAt" | "rhythm" | "email"> & Partial<Account>;

/** What somebody who plans a ring has at hand. */
export interface RingBrief {
  readonly setting: Setting;
  readonly random: Random;
  readonly group: Group;
  readonly size: number;
  readonly proxyNetworks: readonly ProxyNetwork[];
}
