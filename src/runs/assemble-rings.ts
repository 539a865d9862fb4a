import type { DetectedRing } from "../detection/detected-ring.ts";
import type { Ring, RingId } from "../model/ring.ts";
import { createRingId } from "../rings/create-ring-id.ts";
import { matchRings, type PreviousRing } from "../rings/match-rings.ts";
import type { LoadedWindow } from "./load-window.ts";

/** A ring of the run before, with what must last. */
export interface KnownRing extends PreviousRing {
  readonly firstFlaggedAt: Date | null;
  /** By account key. */
  readonly joinedAt: ReadonlyMap<number, Date>;
}

/** A ring that is ready to be written; its status is the database's business. */
export interface AssembledRing {
  readonly ring: Omit<Ring, "status">;
  readonly members: readonly AssembledMember[];
  readonly detected: DetectedRing;
}

export interface AssembledMember {
  readonly accountKey: number;
  readonly joinedAt: Date;
  readonly evidenceBits: number;
  readonly requestCount: number;
}

export interface AssembleOptions {
  readonly runNumber: number;
  readonly asOf: Date;
  /** Ids of the accounts that are in a detected ring, by key. */
  readonly accountIds: ReadonlyMap<number, string>;
}

/** Gives every detected ring its identity, new or kept, and says which known rings are no more. Pure. */
export function assembleRings(
  detected: readonly DetectedRing[],
  known: readonly KnownRing[],
  columns: MemberColumns,
  { runNumber, asOf, accountIds }: AssembleOptions,
): { rings: AssembledRing[]; dissolved: readonly RingId[] } {
  const communities = detected.map(({ members }) =>
    Float64Array.from(members, (member) => at(columns.accountKeys, member)),
  );
  const { continues, dissolved } = matchRings(known, communities);
  const knownById = new Map(known.map((ring) => [ring.id, ring]));
  const rings = detected.map((found, community) => {
    const id = continues[community];
    const before = id === undefined ? undefined : knownById.get(id);
    const keys = communities[community] as Float64Array;
    const newId = () => createRingId(runNumber, Array.from(keys, (key) => accountIds.get(key) ?? "").sort());
    return assembleRing(found, keys, before?.id ?? newId(), before, columns, asOf);
  });
  return { rings, dissolved };
}

/** By account index. */
export type MemberColumns = Pick<LoadedWindow, "accountKeys"> & {
  readonly requests: Float64Array;
  readonly firstEventAt: Float64Array;
  readonly lastEventAt: Float64Array;
};

function assembleRing(
  detected: DetectedRing,
  keys: Float64Array,
  id: RingId,
  before: KnownRing | undefined,
  columns: MemberColumns,
  asOf: Date,
): AssembledRing {
  let requestCount = 0;
  let firstEventAt = Number.POSITIVE_INFINITY;
  let lastEventAt = Number.NEGATIVE_INFINITY;
  const members = Array.from(detected.members, (account, place): AssembledMember => {
    const accountKey = keys[place] as number;
    requestCount += at(columns.requests, account);
    firstEventAt = Math.min(firstEventAt, at(columns.firstEventAt, account));
    lastEventAt = Math.max(lastEventAt, at(columns.lastEventAt, account));
    return {
      accountKey,
      joinedAt: before?.joinedAt.get(accountKey) ?? asOf,
      evidenceBits: at(detected.evidenceBits, place),
      requestCount: at(columns.requests, account),
    };
  });
  const { risk, flagged, signals, families } = detected;
  const ring = {
    id,
    risk,
    flagged,
    memberCount: members.length,
    requestCount,
    firstEventAt: new Date(firstEventAt * 1000),
    lastEventAt: new Date(lastEventAt * 1000),
    firstFlaggedAt: before?.firstFlaggedAt ?? (flagged ? asOf : null),
    signals,
    families,
  };
  return { ring, members, detected };
}

const at = (column: Float64Array, index: number): number => column[index] as number;
