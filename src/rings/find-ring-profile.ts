import type { Db } from "../db/database.ts";
import type { Ring } from "../model/ring.ts";
import type { RingProfile } from "../model/ring-profile.ts";

/** A ring's profile; an empty one where no run has counted it. */
export async function findRingProfile(db: Db, { id }: Ring): Promise<RingProfile> {
  const row = await db
    .selectFrom("rings")
    .innerJoin("runs", "runs.id", "rings.last_run_id")
    .leftJoin("ring_profiles", "ring_profiles.ring_id", "rings.id")
    .select(["capabilities", "identifiers", "hours", "population_hours"])
    .where("rings.id", "=", id)
    .executeTakeFirst();
  return {
    capabilities: row?.capabilities ?? [],
    identifiers: row?.identifiers ?? {},
    hours: row?.hours ?? null,
    populationHours: row?.population_hours ?? null,
  };
}
