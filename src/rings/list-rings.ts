import { type RawBuilder, sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { Ring, RingStatus } from "../model/ring.ts";
import { toRing } from "./ring-queries.ts";

/** Members that signed up in the seven days up to the moment that the newest run looked from. */
const recentSignups = sql<number>`(
  select coalesce(sum(signup_count), 0)::integer from ring_days where ring_id = rings.id and day > (
    select (as_of at time zone 'UTC')::date - 7 from runs where runs.id = rings.last_run_id))`;

/** What rings can be sorted by. Never null, so that a page can start after any value. */
const sortValues = {
  risk: sql<number>`risk`,
  member_count: sql<number>`member_count`,
  request_count: sql<number>`request_count`,
  recent_signups: recentSignups,
  first_flagged_at: sql<Date>`coalesce(first_flagged_at, '-infinity')`,
  last_event_at: sql<Date>`last_event_at`,
} as const satisfies Record<string, RawBuilder<unknown>>;

export type RingSortKey = keyof typeof sortValues;

export interface RingListOptions {
  readonly flagged?: boolean | undefined;
  /** Without it, every ring but the dissolved ones. */
  readonly status?: RingStatus | undefined;
  readonly minimumRisk?: number | undefined;
  readonly maximumRisk?: number | undefined;
  readonly minimumMembers?: number | undefined;
  readonly maximumMembers?: number | undefined;
  /** When a run first flagged it: from the first moment on, before the second. */
  readonly flaggedAfter?: Date | undefined;
  readonly flaggedBefore?: Date | undefined;
  /** When its last event was: from the first moment on, before the second. */
  readonly activeAfter?: Date | undefined;
  readonly activeBefore?: Date | undefined;
  readonly sort: { readonly by: RingSortKey; readonly descending: boolean };
  readonly limit: number;
  /** Where the page before ended. */
  readonly after?: RingPosition | undefined;
}

/** A place in a sorted list: the last ring's value (a time as RFC 3339, null where it has none) and its id. */
export interface RingPosition {
  readonly value: number | string | null;
  readonly id: string;
}

/** A ring with how fast it grows. */
export interface GrowingRing extends Ring {
  /** Members that signed up in the seven days up to the moment that the newest run looked from. */
  readonly recentSignups: number;
}

/** How fast rings grow. */
export async function addRecentSignups(db: Db, rings: readonly Ring[]): Promise<GrowingRing[]> {
  const rows = await db
    .selectFrom("rings")
    .select(["id", recentSignups.as("signups")])
    .where("id", "=", sql<string>`any(${rings.map(({ id }) => id)})`)
    .execute();
  const counts = new Map(rows.map(({ id, signups }) => [id, signups]));
  return rings.map((ring) => ({ ...ring, recentSignups: counts.get(ring.id) ?? 0 }));
}

/** Rings by what is asked for, sorted; ties by id. Starting after a position costs the same on every page and skips nobody. */
export async function listRings(db: Db, options: RingListOptions): Promise<Ring[]> {
  const { flagged, status, sort, limit, after } = options;
  const value = sortValues[sort.by];
  let query = db.selectFrom("rings").selectAll();
  query = status === undefined ? query.where("status", "<>", "dissolved") : query.where("status", "=", status);
  if (flagged !== undefined) query = query.where("flagged", "=", flagged);
  for (const [column, comparison, bound] of boundsOf(options)) {
    if (bound !== undefined) query = query.where(column, comparison, bound);
  }
  if (after !== undefined) query = query.where(isBehind(sort, after));
  const rows = await query
    .orderBy(value, sort.descending ? "desc" : "asc")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(toRing);
}

function boundsOf(options: RingListOptions) {
  return [
    ["risk", ">=", options.minimumRisk],
    ["risk", "<=", options.maximumRisk],
    ["member_count", ">=", options.minimumMembers],
    ["member_count", "<=", options.maximumMembers],
    ["first_flagged_at", ">=", options.flaggedAfter],
    ["first_flagged_at", "<", options.flaggedBefore],
    ["last_event_at", ">=", options.activeAfter],
    ["last_event_at", "<", options.activeBefore],
  ] as const;
}

function isBehind({ by, descending }: RingListOptions["sort"], { value, id }: RingPosition): RawBuilder<boolean> {
  const column = sortValues[by];
  const last = by.endsWith("_at") ? sql`${value ?? "-infinity"}::timestamptz` : sql`${value}::double precision`;
  const beyond = descending ? sql`${column} < ${last}` : sql`${column} > ${last}`;
  return sql<boolean>`(${beyond} or (${column} = ${last} and id > ${id}))`;
}

/** Where a ring stands in a list that is sorted so; in one by growth, that has to be known of it. */
export function positionOf(ring: Ring | GrowingRing, by: RingSortKey): RingPosition {
  switch (by) {
    case "risk":
      return { value: ring.risk, id: ring.id };
    case "member_count":
      return { value: ring.memberCount, id: ring.id };
    case "request_count":
      return { value: ring.requestCount, id: ring.id };
    case "recent_signups":
      return { value: "recentSignups" in ring ? ring.recentSignups : 0, id: ring.id };
    case "first_flagged_at":
      return { value: ring.firstFlaggedAt?.toISOString() ?? null, id: ring.id };
    case "last_event_at":
      return { value: ring.lastEventAt.toISOString(), id: ring.id };
  }
}
