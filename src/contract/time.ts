import { z } from "zod";

/** A moment as it leaves: RFC 3339 in UTC. */
export const Time = z.iso.datetime().meta({ example: "2026-06-05T18:30:00.000Z" });

/** A moment as it comes in: RFC 3339 with an offset. The range is what Postgres and JavaScript both can hold. */
export const TimeInput = z.iso
  .datetime({ offset: true, error: "must be an RFC 3339 date and time with an offset, such as 2026-06-05T18:30:00Z" })
  .transform((text) => new Date(text))
  .refine((time) => time.getUTCFullYear() >= 1970, "must not lie before 1970");
