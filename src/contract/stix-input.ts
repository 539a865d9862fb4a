import { z } from "zod";

const uuid = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";
export const mostObjects = 50_000;

/** A bundle as it comes in: whoever made it may have put anything into it that STIX has, or they have added. */
export const StixBundleInput = z
  .looseObject({
    type: z.literal("bundle", { error: 'must be "bundle": send a whole STIX 2.1 bundle' }),
    id: z
      .string({ error: "must be the bundle's id" })
      .regex(new RegExp(`^bundle--${uuid}$`), "must be bundle-- and a UUID")
      .meta({ example: "bundle--6f0a4c52-58a7-4c0e-9a3d-6d0f2b7c9e11" }),
    objects: z
      .array(
        z
          .looseObject(
            {
              type: z.string({ error: "must be the object's type" }).meta({ example: "indicator" }),
              id: z
                .string({ error: "must be the object's id" })
                .meta({ example: "indicator--0c9b6a1e-2f5d-4c58-8e57-0a1d3c5b7f99" }),
            },
            { error: "must be an object" },
          )
          .meta({
            example: {
              type: "indicator",
              spec_version: "2.1",
              id: "indicator--0c9b6a1e-2f5d-4c58-8e57-0a1d3c5b7f99",
              created: "2026-06-01T00:00:00.000Z",
              modified: "2026-06-01T00:00:00.000Z",
              pattern: "[ipv4-addr:value = '203.0.113.7']",
              pattern_type: "stix",
              valid_from: "2026-05-20T00:00:00Z",
              valid_until: "2026-07-01T00:00:00Z",
              confidence: 87,
            },
          }),
        { error: "must be a list" },
      )
      .max(mostObjects, `must hold at most ${mostObjects.toLocaleString("en")} objects: send them in several bundles`),
  })
  .meta({ id: "StixBundleInput" });
export type StixBundleInput = z.output<typeof StixBundleInput>;

const moment = "must be a STIX timestamp such as 2026-06-05T18:30:00Z";
const time = z.iso
  .datetime({ error: moment })
  .transform((text) => new Date(text))
  .refine((at) => at.getUTCFullYear() >= 1970 && at.getUTCFullYear() <= 9999, "must lie between 1970 and 9999");

/** What is read of an indicator; whatever else it says is left alone. */
export const StixIndicatorInput = z.looseObject({
  id: z.string().regex(new RegExp(`^indicator--${uuid}$`), "must be indicator-- and a UUID"),
  created_by_ref: z.string({ error: "must be an id" }).max(300).optional(),
  modified: time,
  revoked: z.boolean({ error: "must be true or false" }).optional(),
  confidence: z.int({ error: "must be a whole number from 0 to 100" }).min(0).max(100).optional(),
  pattern: z
    .string({ error: "must be a string" })
    .min(1, "must not be empty")
    .refine((text) => !text.includes("\0") && text.isWellFormed(), "must not contain NUL or half of a surrogate pair"),
  pattern_type: z.string({ error: "must be a string" }),
  valid_from: time,
  valid_until: time.optional(),
});
export type StixIndicatorInput = z.output<typeof StixIndicatorInput>;
