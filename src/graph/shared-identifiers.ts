import type { IdentifierIndex } from "./identifier-index.ts";

/** The identifiers that two accounts share, ascending. */
export function sharedIdentifiers(index: IdentifierIndex, accountA: number, accountB: number): number[] {
  const shared: number[] = [];
  let a = index.accountStart[accountA];
  let b = index.accountStart[accountB];
  while (a < index.accountStart[accountA + 1] && b < index.accountStart[accountB + 1]) {
    if (index.identifier[a] < index.identifier[b]) a++;
    else if (index.identifier[b] < index.identifier[a]) b++;
    else {
      shared.push(index.identifier[a]);
      a++;
      b++;
    }
  }
  return shared;
}
