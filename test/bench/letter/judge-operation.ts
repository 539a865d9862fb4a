import { compareWithLabels } from "../../../src/evaluation/compare-with-labels.ts";
import type { Label } from "../../../src/model/label.ts";
import type { WorldTruth } from "../../../src/simulate/tally-rings.ts";
import type { FoundRing } from "../../../src/demo/find-rings.ts";
import type { Claim, Hits, LetterFigures, WrongRing } from "./letter-figures.ts";
import type { Operation } from "./read-operations.ts";

/** What the report may be off by. */
const tolerance = 0.01;

const nothingFound: Operation = {
  rings: [],
  found: [],
  accountIds: new Set(),
  exchanges: 0,
  firstEventAt: "",
  lastEventAt: "",
  aims: [],
  lineage: [],
};

/** What the report says of the largest operation, beside what is true of the campaign. */
export function toClaims([operation = nothingFound]: readonly Operation[], { fakes }: WorldTruth): Claim[] {
  const [first, last] = [fakes.first_event_at ?? "", fakes.last_event_at ?? ""];
  const duration = Date.parse(last) - Date.parse(first);
  const count = (name: Claim["name"], said: number, right: number): Claim => {
    return { name, said: `${said}`, true: `${right}`, off: Math.abs(said - right) / right };
  };
  const time = (name: Claim["name"], said: string, right: string): Claim => {
    const off = said === "" ? 1 : Math.abs(Date.parse(said) - Date.parse(right)) / duration;
    return { name, said, true: right, off };
  };
  const aims = Object.keys(fakes.capabilities).sort();
  const wrongAims =
    new Set([...aims, ...operation.aims]).size - aims.filter((aim) => operation.aims.includes(aim)).length;
  return [
    count("accounts", operation.accountIds.size, fakes.accounts),
    count("exchanges", operation.exchanges, fakes.exchanges),
    time("first event", operation.firstEventAt, first),
    time("last event", operation.lastEventAt, last),
    {
      name: "aimed at",
      said: operation.aims.join(", "),
      true: aims.join(", "),
      off: Math.min(1, wrongAims / aims.length),
    },
  ];
}

/** Who was flagged in all operations, beside who is fake. */
export function toHits(operations: readonly Operation[], labels: readonly Label[]): Hits {
  const flagged = new Set(operations.flatMap(({ accountIds }) => [...accountIds]));
  const { accounts, honestKinds } = compareWithLabels(flagged, labels);
  const missed: Record<string, number> = {};
  for (const { accountId, isFake, group } of labels) {
    if (isFake && !flagged.has(accountId)) missed[group] = (missed[group] ?? 0) + 1;
  }
  return {
    flaggedRings: operations.reduce((sum, { rings }) => sum + rings.length, 0),
    rings: operations[0]?.rings.length ?? 0,
    lineage: operations[0]?.lineage ?? [],
    missedAccounts: missed,
    honestAccounts: accounts.falsePositives,
    honestGroups: honestKinds.flatMap(({ flaggedGroups }) => flaggedGroups.map(({ name }) => name)),
    wrongRings: findWrongRings(
      operations.flatMap(({ found }) => found),
      labels,
    ),
  };
}

function findWrongRings(found: readonly FoundRing[], labels: readonly Label[]): WrongRing[] {
  const flagged = new Set(found.flatMap(({ accountIds }) => accountIds));
  const labelOf = new Map(labels.flatMap((label) => (flagged.has(label.accountId) ? [[label.accountId, label]] : [])));
  return found.flatMap(({ ring, accountIds }) => {
    const honest = accountIds.flatMap((id) => labelOf.get(id) ?? []).filter(({ isFake }) => !isFake);
    if (honest.length === 0) return [];
    return {
      risk: ring.risk,
      honestAccounts: honest.length,
      fakeAccounts: accountIds.length - honest.length,
      groups: [...new Set(honest.map(({ group }) => group || "nothing"))],
      signals: ring.signals.map(({ name, weight }) => ({ name, weight })),
    };
  });
}

/** What is not as it must be, one sentence each; none where all is well. */
export function listFaults({ scale, claims, hits }: Pick<LetterFigures, "scale" | "claims" | "hits">): string[] {
  const faults = claims
    .filter(({ off }) => off > tolerance)
    .map(
      ({ name, said, off, ...claim }) => `${name}: ${said || "nothing"}, and it is ${claim.true} (${percent(off)} off)`,
    );
  if (hits.rings !== 2 || hits.lineage.length === 0) {
    const rings = `${hits.rings} of ${hits.flaggedRings} flagged rings are one operation`;
    faults.push(`lineage: ${rings}; it is one ring with its successor`);
  }
  if (hits.honestGroups.length > 0) faults.push(`honest groups flagged: ${hits.honestGroups.join(", ")}`);
  return faults.map((fault) => `At ${scale}, ${fault}`);
}

export const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
