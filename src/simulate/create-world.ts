import { createHash } from "node:crypto";
import type { Label } from "../model/label.ts";
import type { Account } from "./account.ts";
import { eventsOfDay } from "./events-of-day.ts";
import { addMachines } from "./machines/add-machines.ts";
import { openProxyNetworks } from "./networks/open-proxy-networks.ts";
import { addPeople } from "./people/add-people.ts";
import { addRings } from "./rings/add-rings.ts";
import { addCampaign } from "./rings/campaign.ts";
import { makeSetting } from "./setting.ts";
import { nameEvent, timeOf } from "./name-event.ts";
import type { DatedEvent, WorldEvent } from "./world-event.ts";
import { carefulRingKinds, ordinaryRingKinds, type WorldOptions } from "./world-options.ts";

/** A made-up world: who is in it, and what happens. */
export interface World {
  readonly options: WorldOptions;
  /** One for each account, in the order of their ids. */
  readonly labels: readonly Label[];
  /** Everything that happens, day by day, in the order of time. Can be read again and again; always the same. */
  days(): Generator<WorldEvent[]>;
  /**
   * Hands over what happens on one day, event by event, account after account: not in the order of time.
   *
   * Of a world of a million people, the events of a day as objects do not fit comfortably into memory; `eventLines` packs them.
   */
  visitDay(day: number, take: (event: DatedEvent) => void): void;
}

/** Makes a world from its options. The same options always make the same world, to the byte. */
export function createWorld(options: WorldOptions): World {
  const setting = makeSetting(options);
  addPeople(setting);
  // The exits of proxy networks are people's homes. Careful rings come last: the world without them stays what it was.
  const proxyNetworks = openProxyNetworks(setting);
  addRings(setting, ordinaryRingKinds, proxyNetworks);
  addMachines(setting);
  addRings(setting, carefulRingKinds, proxyNetworks);
  if (options.campaign !== undefined) addCampaign(setting, options.campaign, proxyNetworks);
  const ids = setting.accounts.map((account) => nameAccount(options.seed, account.index));
  return {
    options,
    labels: setting.accounts.map((account, index) => describe(account, ids[index] as string)).sort(byAccountId),
    *days() {
      let sequence = 0;
      for (let day = 0; day < options.days; day += 1) {
        const dated: DatedEvent[] = [];
        visitDay(day, (event) => dated.push(event));
        yield dated.sort(earlierFirst).map(({ at, event }) => {
          sequence += 1;
          return { id: nameEvent(options, sequence), occurred_at: timeOf(options, at), ...event };
        });
      }
    },
    visitDay,
  };

  function visitDay(day: number, take: (event: DatedEvent) => void): void {
    const random = setting.random.fork(`day-${day}`);
    for (const [index, account] of setting.accounts.entries()) {
      for (const event of eventsOfDay(account, ids[index] as string, day, options, random)) take(event);
    }
  }
}

function earlierFirst(left: DatedEvent, right: DatedEvent): number {
  return left.at - right.at;
}

function describe(account: Account, accountId: string): Label {
  return { accountId, isFake: account.isFake, group: account.group?.name ?? "", groupKind: account.group?.kind ?? "" };
}

function byAccountId(left: Label, right: Label): number {
  return left.accountId < right.accountId ? -1 : 1;
}

/** A hash, because numbers in the order of making would put the fake accounts last. */
function nameAccount(seed: number, index: number): string {
  return `acct_${createHash("sha256").update(`${seed}/${index}`).digest("hex").slice(0, 16)}`;
}
