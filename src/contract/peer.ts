import { z } from "zod";
import { type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import { type Peer, universalKinds } from "../model/peer.ts";
import { pageOf } from "./page.ts";
import { Storable } from "./storable.ts";
import { Time } from "./time.ts";

const kinds = Object.keys(identifierKinds) as [IdentifierKind, ...IdentifierKind[]];

export const PeerInput = z
  .strictObject({
    name: Storable.trim()
      .min(1, "must say who it is")
      .max(100)
      .meta({ description: "As evidence will name it; no two have the same.", example: "Example AI" }),
    kinds: z
      .array(z.enum(kinds))
      .min(1, "must name at least one")
      .max(kinds.length)
      .default([...universalKinds])
      .meta({
        description:
          "Kinds whose values mean the same on both sides. Without it, those that do for everybody. Add `payment_instrument`, `device_id` and `prompt_fingerprint` only where both get them from one source: `dev_1` of two programs is not one device.",
        example: ["ip", "ip_prefix", "prompt_opening", "prompt_closing", "prompt_body"],
      }),
    key: z
      .string()
      .regex(/^[\x21-\x7e]{32,256}$/, "must be 32 to 256 visible ASCII characters, and hard to guess")
      .optional()
      .meta({
        description: "The key, where the peer has made it. Without it, one is made here.",
        example: "rfs_k7Qm3v1xT9uYw2Zb5Nc8Rd0Fg4Hj6Lp1Sa3Ve7Xi9Yo",
      }),
  })
  .meta({ id: "PeerInput" });

export const PeerBody = z
  .strictObject({
    id: z.string().meta({ example: "peer_4f1d2c9a07b3e856" }),
    name: z.string().meta({ example: "Example AI" }),
    kinds: z.array(z.enum(kinds)).meta({ example: ["ip", "ip_prefix", "prompt_opening"] }),
    indicator_count: z.int().min(0).meta({ description: "How many of its indicators are here.", example: 41 }),
    created_at: Time,
  })
  .meta({ id: "Peer" });
export type PeerBody = z.infer<typeof PeerBody>;

export const CreatedPeerBody = PeerBody.extend({
  key: z.string().meta({
    description: "What pseudonyms are made with, on both sides. Shown this once.",
    example: "rfs_k7Qm3v1xT9uYw2Zb5Nc8Rd0Fg4Hj6Lp1Sa3Ve7Xi9Yo",
  }),
}).meta({ id: "CreatedPeer" });
export type CreatedPeerBody = z.infer<typeof CreatedPeerBody>;

export const PeerPage = pageOf(PeerBody).meta({ id: "PeerPage" });

/** A peer as it leaves. */
export function toPeerBody({ id, name, kinds: shared, indicatorCount, createdAt }: Peer): PeerBody {
  return { id, name, kinds: [...shared], indicator_count: indicatorCount, created_at: createdAt.toISOString() };
}
