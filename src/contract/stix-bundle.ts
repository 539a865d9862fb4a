import { z } from "zod";
import { Time } from "./time.ts";

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const idOf = (type: string) => z.string().regex(new RegExp(`^${type}--${uuid}$`));
const exampleId = (type: string) => `${type}--6f0a4c52-58a7-5c0e-9a3d-6d0f2b7c9e11`;
/** STIX wants a `Z`, which `Time` has. */
const StixTime = Time;

/** Any object of STIX 2.1: what all of them have, and whatever their type has besides. */
const AnyObject = z
  .looseObject({
    type: z
      .string()
      .regex(/^[a-z][a-z0-9-]{2,249}$/)
      .meta({ example: "ipv4-addr" }),
    id: z
      .string()
      .regex(new RegExp(`^[a-z][a-z0-9-]{2,249}--${uuid}$`))
      .meta({ example: exampleId("ipv4-addr") }),
    spec_version: z.literal("2.1"),
    created: StixTime.optional(),
    modified: StixTime.optional(),
    created_by_ref: idOf("identity")
      .optional()
      .meta({ example: exampleId("identity") }),
    confidence: z.int().min(0).max(100).optional().meta({ example: 87 }),
    name: z.string().optional().meta({ example: "An address of a ring" }),
    pattern: z.string().optional().meta({
      description: "Of an `indicator`: what speaks of the identifier, or of its pseudonym.",
      example: "[ipv4-addr:value = '203.0.113.7']",
    }),
    pattern_type: z.literal("stix").optional(),
    valid_from: StixTime.optional(),
    valid_until: StixTime.optional(),
    object_refs: z
      .array(z.string())
      .min(1)
      .optional()
      .meta({ example: [exampleId("indicator")] }),
  })
  .meta({ id: "StixObject" });

/** What leaves: the parts that STIX 2.1 has everybody write. */
export const StixBundle = z
  .strictObject({
    type: z.literal("bundle"),
    id: idOf("bundle").meta({ example: exampleId("bundle") }),
    objects: z.array(AnyObject).min(1),
  })
  .meta({ id: "StixBundle" });
export type StixBundle = z.infer<typeof StixBundle>;

/** An object as this program writes it. */
export type StixObject = StixBundle["objects"][number];
