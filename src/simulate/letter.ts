import { type WorldOptions, worldOptions } from "./world-options.ts";

/** The campaign as the public record has it, among so many honest accounts: from 22 April to 5 June, the first and last day included. */
const record = {
  accounts: 25_000,
  exchanges: 28_800_000,
  honestAccounts: 1_000_000,
  startsAt: Date.UTC(2026, 3, 22),
  days: 45,
};

export const letterScales = { least: 0.001, most: 1 };

/** The day whose midnight (UTC) ends the first pool of accounts, counted from 0. */
const bannedOnDay = 22;

/**
 * The world of the letter: one operation, no other ring, and every kind of honest people and machines.
 *
 * Usage comes as counts by the hour: about 40 million events at full size, of which the operation sends 5 million.
 *
 * @param scale of accounts, honest ones and exchanges alike, in [0.001, 1]
 * @throws {RangeError} when the scale lies outside its range
 */
export function letterOptions({ seed, scale }: { readonly seed: number; readonly scale: number }): WorldOptions {
  if (!(scale >= letterScales.least && scale <= letterScales.most))
    throw new RangeError(`The scale ${scale} is not from ${letterScales.least} to ${letterScales.most}`);
  const people = Math.round(record.honestAccounts * scale);
  const usual = worldOptions({
    seed,
    people,
    startsAt: record.startsAt,
    days: record.days,
    eventsPerPersonDay: 1.6,
    countsByHour: true,
    proxyNetworks: Math.max(1, Math.min(8, Math.round(people / 12_500))),
    // One brings up to a fiftieth of all people: as many rushes as a smaller world's would make a crowd of them.
    launchRushes: Math.max(1, Math.round(people / 500_000)),
    campaign: {
      accounts: Math.round(record.accounts * scale),
      exchanges: Math.round(record.exchanges * scale),
      bannedOnDay,
      inheritedShare: 0.1,
    },
  });
  const noRings = Object.fromEntries(Object.keys(usual.rings).map((kind) => [kind, 0])) as WorldOptions["rings"];
  return { ...usual, rings: noRings };
}
