// Numbers and days as a report writes them: the same in every language setting of the machine.

const counts = new Intl.NumberFormat("en-US");

/** 12345 accounts: `12,345 accounts`. */
export const amountOf = (count: number, noun: string, several = `${noun}s`): string =>
  `${counts.format(count)} ${count === 1 ? noun : several}`;

/** A moment, UTC: `2026-04-22 09:05 UTC`. */
export const momentOf = (time: string): string => `${time.slice(0, 16).replace("T", " ")} UTC`;

/** A share in [0, 1]: `98.2 %`. Never rounds what is uncertain to certainty. */
export function percentOf(share: number): string {
  if (share > 0.999 && share < 1) return ">99.9 %";
  return `${(share * 100).toFixed(1)} %`;
}
