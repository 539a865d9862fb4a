import { z } from "zod";
import { families, type IdentifierKind, identifierKinds, type Reveal } from "../model/identifier.ts";
import type { RingMap } from "../model/ring-map.ts";
import { verdictKinds } from "../model/verdict.ts";

const kinds = Object.keys(identifierKinds) as [IdentifierKind, ...IdentifierKind[]];
export const mostMapNodes = 1000;

export const RingMapQuery = z.strictObject({
  limit: z.coerce
    .number({ error: `must be a whole number from 10 to ${mostMapNodes}` })
    .int("must be a whole number")
    .min(10)
    .max(mostMapNodes)
    .default(500)
    .meta({ description: "How many identifiers and groups to show at most.", example: 500 }),
});

export const RingMapBody = z
  .strictObject({
    ring_id: z.string().meta({ example: "ring_4f1d2c9a07b3e856" }),
    identifiers: z
      .array(
        z.strictObject({
          kind: z.enum(kinds),
          family: z.enum(families),
          value: z.string().meta({ description: "As in the ring's evidence.", example: "203.0.113.7" }),
          member_count: z.int().min(1).meta({ description: "Members that use it.", example: 41 }),
          other_count: z.int().min(0).meta({ description: "Other accounts that use it.", example: 2 }),
          bits: z.number().min(0).meta({ description: "What sharing it says about two members.", example: 11.2 }),
          verdict: z.enum(verdictKinds).nullable(),
        }),
      )
      .max(mostMapNodes)
      .meta({ description: "Those that contribute most, from every family some; what says more comes first." }),
    groups: z
      .array(
        z.strictObject({
          accounts: z
            .int()
            .min(1)
            .meta({ description: "How many there are in it; one is an account alone.", example: 37 }),
          request_count: z.int().min(0),
          account_ids: z
            .array(z.string())
            .max(20)
            .meta({ description: "The first of them.", example: ["acct_1"] }),
          uses: z
            .array(
              z.strictObject({
                identifier: z.int().min(0).meta({ description: "Place among the identifiers, from 0.", example: 0 }),
                accounts: z.int().min(1).meta({ description: "How many of the group use it.", example: 37 }),
              }),
            )
            .meta({
              description:
                "What most of them use; what says more first among equals. All of it, unless the ring is so large and shares so much that no picture holds it: then 8 each.",
            }),
        }),
      )
      .max(mostMapNodes)
      .meta({
        description:
          "Members that use the same of the identifiers shown; in a large ring, the same of those that say most. The largest first.",
      }),
    rest: z
      .strictObject({
        accounts: z.int().min(0).meta({ description: "Members that use none of the identifiers shown." }),
        identifiers: z.int().min(0).meta({ description: "Identifiers that are not shown." }),
      })
      .meta({ description: "What is not shown." }),
  })
  .meta({ id: "RingMap" });
export type RingMapBody = z.infer<typeof RingMapBody>;

/** A ring's map as it leaves. */
export function toRingMapBody(ringId: string, { identifiers, groups, rest }: RingMap, reveal: Reveal): RingMapBody {
  return {
    ring_id: ringId,
    identifiers: identifiers.map(({ memberCount, otherCount, bits, verdict, ...identifier }) => ({
      kind: identifier.kind,
      family: identifierKinds[identifier.kind].family,
      value: reveal(identifier).value,
      member_count: memberCount,
      other_count: otherCount,
      bits,
      verdict,
    })),
    groups: groups.map(({ count, requestCount, accountIds, uses }) => ({
      accounts: count,
      request_count: requestCount,
      account_ids: [...accountIds],
      uses: uses.map((use) => ({ identifier: use.place, accounts: use.count })),
    })),
    rest: { ...rest },
  };
}
