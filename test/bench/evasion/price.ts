import type { Setting } from "./settings.ts";

/** What a hundred accounts cost whoever runs them, and what they bring in. */
export interface Price {
  readonly cards: number;
  /** Residential lines: rented exits, and private ones. */
  readonly addresses: number;
  readonly templates: number;
  /** Requests a day that serve the purpose: those that are no cover. */
  readonly harvest: number;
}

/** The price of a setting per hundred accounts, by the meaning of its knobs. Nothing is in more hands than its ring has. */
export function pricePerHundred({ ringSize, evasion }: Setting): Price {
  const perHundred = (perAccount: number, sharers: number) => (100 * perAccount) / Math.min(sharers, ringSize);
  const privateLines = evasion.privateShare > 0 ? 100 : 0;
  const exits = evasion.privateShare < 1 ? perHundred(evasion.exitsPerAccount, evasion.accountsPerExit) : 0;
  return {
    cards: perHundred(1, evasion.accountsPerCard),
    addresses: privateLines + exits,
    templates: perHundred(evasion.templatesPerAccount, evasion.accountsPerTemplate),
    harvest: 100 * evasion.eventsPerDay * evasion.requestsPerEvent * (1 - evasion.coverShare),
  };
}
