import { z } from "zod";
import type { RingDay } from "../model/ring-day.ts";
import { pageOf } from "./page.ts";

export const RingDayBody = z
  .strictObject({
    day: z.iso.date().meta({ description: "In UTC.", example: "2026-04-22" }),
    signups: z.int().min(0).meta({ description: "Members who signed up on that day.", example: 12 }),
    requests: z.int().min(0).meta({ example: 4_810 }),
    active_accounts: z.int().min(0).meta({ description: "Members with a request on that day.", example: 187 }),
  })
  .meta({ id: "RingDay" });
export type RingDayBody = z.infer<typeof RingDayBody>;

export const RingDayPage = pageOf(RingDayBody).meta({ id: "RingDayPage" });

/** A ring's day as it leaves. */
export function toRingDayBody({ day, signupCount, requestCount, activeCount }: RingDay): RingDayBody {
  return { day, signups: signupCount, requests: requestCount, active_accounts: activeCount };
}
