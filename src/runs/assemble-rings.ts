import type { LineagePolicy } from "../detection/policy.ts";
import type { Ring, RingId } from "../model/ring.ts";
import { createRingId } from "../rings/create-ring-id.ts";
import type { StoredRing } from "../rings/known-ring.ts";
import { matchRings } from "../rings/match-rings.ts";
import { type Kinship, traceKin } from "../rings/trace-kin.ts";
import type { FoundRing } from "./detect.ts";
import type { LoadedWindow } from "./load-window.ts";

/** A ring that is ready to be written; its status is the database's business. */
export interface AssembledRing {
  readonly ring: Omit<Ring, "status">;
  readonly members: readonly AssembledMember[];
  readonly detected: FoundRing;
  /** What was known of it; undefined of a ring that is new. */
  readonly before: StoredRing | undefined;
  /** The rings that it came off, or that went into it. */
  readonly kin: readonly Kinship<StoredRing>[];
}

export interface AssembledMember {
  readonly accountKey: number;
  readonly joinedAt: Date;
  readonly evidenceBits: number;
  readonly requestCount: number;
  /** Its index in the window. */
  readonly account: number;
}

export interface AssembleOptions {
  readonly asOf: Date;
  /** Ids of the accounts that are in a detected ring, by key. */
  readonly accountIds: ReadonlyMap<number, string>;
  /** Every id that a ring has or had. */
  readonly ringIds: ReadonlySet<string>;
  readonly policy: LineagePolicy;
}

export interface AssembledRings {
  readonly rings: readonly AssembledRing[];
  /** Rings that are no more, by id. */
  readonly dissolved: readonly StoredRing[];
}

/** Gives every detected ring its identity, new or kept, and says which known rings are no more. Pure. */
export function assembleRings(
  detected: readonly FoundRing[],
  known: readonly StoredRing[],
  columns: MemberColumns,
  { asOf, accountIds, ringIds, policy }: AssembleOptions,
): AssembledRings {
  const communities = detected.map(({ members }) =>
    Float64Array.from(members, (member) => at(columns.accountKeys, member)),
  );
  const { continues, dissolved } = matchRings(known, communities, policy);
  const kinships = traceKin(known, communities, continues, policy);
  const knownById = new Map(known.map((ring) => [ring.id, ring]));
  const rings = detected.map((found, community) => {
    const keys = communities[community] as Float64Array;
    const id = continues[community];
    const before = id === undefined ? undefined : knownById.get(id);
    const kin = kinships.filter((kinship) => kinship.community === community);
    const newId = () => {
      const ids = Array.from(keys, (key) => accountIds.get(key) ?? "").sort();
      return createRingId(asOf, ids, (candidate) => ringIds.has(candidate));
    };
    return { ...assembleRing(found, keys, before?.id ?? newId(), before, columns, asOf), before, kin };
  });
  return { rings, dissolved: dissolved.map((id) => knownById.get(id) as StoredRing) };
}

/** By account index. */
export type MemberColumns = Pick<LoadedWindow, "accountKeys"> & {
  readonly requests: Float64Array;
  readonly firstEventAt: Float64Array;
  readonly lastEventAt: Float64Array;
};

function assembleRing(
  detected: FoundRing,
  keys: Float64Array,
  id: RingId,
  before: StoredRing | undefined,
  columns: MemberColumns,
  asOf: Date,
): Omit<AssembledRing, "before" | "kin"> {
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
      account,
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
