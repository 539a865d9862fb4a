import { z } from "zod";
import { type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import type { RingProfile } from "../model/ring-profile.ts";

const kinds = Object.keys(identifierKinds) as [IdentifierKind, ...IdentifierKind[]];
const hours = z.array(z.int().min(0)).length(24).nullable();

export const RingProfileBody = z
  .strictObject({
    ring_id: z.string().meta({ example: "ring_4f1d2c9a07b3e856" }),
    capabilities: z
      .array(
        z.strictObject({
          capability: z.string().nullable().meta({
            description: "Null where the provider named none.",
            example: "agentic_reasoning",
          }),
          requests: z.int().min(0).meta({ example: 37_600 }),
        }),
      )
      .meta({ description: "What the members asked for, the largest first." }),
    identifiers: z
      .array(z.strictObject({ kind: z.enum(kinds), count: z.int().min(1).meta({ example: 1380 }) }))
      .meta({ description: "How many different identifiers of each kind they used, shared or not." }),
    hours: hours.meta({
      description:
        "For each hour of the day (UTC), on how many days of how many members there was a request in it. Null until a run has counted.",
    }),
    population_hours: hours.meta({ description: "The same of everybody in the run's window." }),
  })
  .meta({ id: "RingProfile" });
export type RingProfileBody = z.infer<typeof RingProfileBody>;

/** A ring's profile as it leaves. */
export function toRingProfileBody(ringId: string, profile: RingProfile): RingProfileBody {
  const { capabilities, identifiers, hours: own, populationHours } = profile;
  return {
    ring_id: ringId,
    capabilities: capabilities.map(({ capability, requests }) => ({ capability, requests })),
    identifiers: kinds.flatMap((kind) => {
      const count = identifiers[kind];
      return count === undefined ? [] : [{ kind, count }];
    }),
    hours: own && [...own],
    population_hours: populationHours && [...populationHours],
  };
}
