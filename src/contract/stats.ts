import { z } from "zod";
import { RunBody } from "./run.ts";
import { Time } from "./time.ts";

const whole = z.int().min(0);
const estimated = whole.meta({ description: "Exact below 100,000; an estimate from there on.", example: 22_318 });

export const StatsBody = z
  .strictObject({
    accounts: estimated,
    identifiers: estimated,
    sightings: estimated,
    rings: z.strictObject({
      open: whole,
      confirmed: whole,
      dismissed: whole,
      dissolved: whole,
      flagged: whole.meta({ description: "Of those that are not dissolved, whatever was decided on them." }),
      flagged_accounts: whole.meta({ description: "Members of the flagged ones." }),
    }),
    ingest: z
      .strictObject({
        events_last_minute: whole.meta({
          description: "Events stored in the minute before; counted up to a million.",
          example: 14_120,
        }),
        pending_events: whole.meta({ description: "Stored, and not counted in accounts and sightings yet." }),
        pending_since: Time.nullable().meta({ description: "When the oldest of these came in." }),
        lag_seconds: z.number().min(0).meta({ description: "For how long that has been; 0 without any." }),
      })
      .meta({ description: "How far behind the roll-up is. Nothing that was accepted is lost by it." }),
    last_run: RunBody.nullable().meta({ description: "The newest run that published rings; null before the first." }),
  })
  .meta({ id: "Stats" });
export type StatsBody = z.infer<typeof StatsBody>;
