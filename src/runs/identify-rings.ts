import type { Database } from "../db/database.ts";
import type { Policy } from "../detection/policy.ts";
import type { RingId } from "../model/ring.ts";
import type { Run } from "../model/run.ts";
import { isInnocent } from "../model/verdict.ts";
import { type FoundSuccession, findSuccessions } from "../rings/find-successions.ts";
import { type Ancestry, type NotedChange, noteChanges, noteDissolution } from "../rings/note-changes.ts";
import { type AssembledRing, type AssembledRings, assembleRings } from "./assemble-rings.ts";
import type { RunDetection } from "./detect.ts";
import type { LoadedWindow } from "./load-window.ts";
import type { PublishedRings } from "./publish-rings.ts";
import { loadAccountIds, loadRingIds, loadStoredRings } from "./ring-state-queries.ts";
import { runNumber } from "./run-queries.ts";
import { SharerCounts } from "./sharer-counts.ts";
import { timeWindow } from "./time-window.ts";

/** What is left of a window once detection has taken its columns away. */
export type WindowRest = Pick<
  LoadedWindow,
  "accountKeys" | "identifierKeys" | "verdictNumbers" | "precedents" | "sharers" | "belongings"
> & {
  readonly accounts: Pick<LoadedWindow["accounts"], "requests" | "firstEventAt" | "lastEventAt">;
};

/** Finds out which of the rings known so far each detected one is, where it comes from, and what has changed. */
export async function identifyRings(
  { db }: Pick<Database, "db">,
  run: Run,
  { accounts, accountKeys, identifierKeys, verdictNumbers, precedents, sharers, belongings }: WindowRest,
  { rings: detected }: Pick<RunDetection, "rings">,
  policy: Policy,
): Promise<PublishedRings> {
  const { from: forgetBefore } = timeWindow(run.asOf, policy.lineage.rememberedDays);
  const known = await loadStoredRings(db, forgetBefore);
  const memberKeys = detected.flatMap(({ members }) => Array.from(members, (member) => accountKeys[member] as number));
  const accountIds = await loadAccountIds(db, memberKeys);
  const assembled = assembleRings(
    detected,
    known,
    { accountKeys, ...accounts },
    {
      asOf: run.asOf,
      accountIds,
      ringIds: await loadRingIds(db),
      policy: policy.lineage,
    },
  );
  const newRings = assembled.rings
    .filter(({ before }) => before === undefined)
    .map(({ ring, members }) => ({ id: ring.id, members: members.map(({ accountKey }) => accountKey) }));
  const counts = new SharerCounts(sharers);
  const sharersOf = (key: number) => counts.of(key);
  const successions = await findSuccessions(db, newRings, known, {
    found: new Set(assembled.rings.map(({ ring }) => ring.id)),
    ...timeWindow(run.asOf, run.windowDays),
    population: accountKeys.length,
    excused: new Set(listExcused(precedents).map((identifier) => identifierKeys[identifier] as number)),
    sharersOf,
    policy,
  });
  return {
    runNumber: runNumber(run.id) as number,
    asOf: run.asOf,
    forgetBefore,
    ...assembled,
    accountIds,
    changes: listChanges(assembled, successions, policy),
    keys: { accountKeys, identifierKeys, verdictNumbers },
    belongings,
    window: { population: accountKeys.length, sharersOf, neighbours: policy.evidence.neighbours },
  };
}

/** What a verdict excuses, by index: the identifiers, and the networks around addresses. */
function listExcused({ judged }: LoadedWindow["precedents"]): number[] {
  return judged
    .filter(({ verdict }) => isInnocent(verdict))
    .flatMap(({ identifier, network }) => (network >= 0 ? [identifier, network] : [identifier]));
}

/** By ring id, so that the order does not depend on who is riskiest today. */
function listChanges(
  { rings, dissolved }: AssembledRings,
  successions: ReadonlyMap<RingId, readonly FoundSuccession[]>,
  policy: Policy,
): NotedChange[] {
  const ringOf = new Map(rings.flatMap(({ ring, members }) => members.map(({ accountKey }) => [accountKey, ring.id])));
  const ofFound = rings.map((found) => {
    const members = found.members.map(({ accountKey }) => accountKey);
    const ancestry = listAncestry(found, successions.get(found.ring.id) ?? []);
    return { id: found.ring.id, changes: noteChanges({ ...found, members, ancestry }, policy.lineage) };
  });
  const ofGone = dissolved.map((ring) => {
    const foundIn = new Map<RingId, number>();
    for (const member of ring.members) {
      const id = ringOf.get(member);
      if (id !== undefined) foundIn.set(id, (foundIn.get(id) ?? 0) + 1);
    }
    return { id: ring.id, changes: [noteDissolution(ring, foundIn)] };
  });
  return [...ofFound, ...ofGone].sort((a, b) => (a.id < b.id ? -1 : 1)).flatMap(({ changes }) => changes);
}

/** A ring whose members are here themselves was not succeeded: it split, or was merged. */
function listAncestry({ kin }: AssembledRing, successions: readonly FoundSuccession[]): Ancestry[] {
  const related = new Set(kin.map(({ other }) => other.id));
  const succeeded = successions.filter(({ other }) => !related.has(other.id));
  return [...kin, ...succeeded.map((found) => ({ kind: "succeeded" as const, ...found }))];
}
