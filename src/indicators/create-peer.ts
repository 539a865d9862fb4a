import { recordAudit } from "../audit/audit-queries.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Actor } from "../model/actor.ts";
import { DomainError } from "../model/errors.ts";
import type { IdentifierKind } from "../model/identifier.ts";
import type { Peer, PeerId } from "../model/peer.ts";
import { seal } from "../seal.ts";
import { insertPeer, listPeers, lockPeers } from "./peer-queries.ts";

/** For each peer, what is assessed is hashed once more. */
const mostPeers = 100;

export interface CreatePeer extends Pick<Peer, "name"> {
  readonly kinds: readonly IdentifierKind[];
  /** The key that the peer has made; undefined to make one. */
  readonly key: string | undefined;
  readonly actor: Actor;
}

/** A peer with the key: to be shown once. */
export interface RevealedPeer {
  readonly peer: Peer;
  readonly key: string;
}

/**
 * Makes a peer to share indicators with.
 *
 * @throws {DomainError} `peer-exists`, `too-many-peers` (conflict)
 */
export function createPeer(
  { database, clock, secret, randomBytes }: Pick<Dependencies, "database" | "clock" | "secret" | "randomBytes">,
  { name, kinds, key: given, actor }: CreatePeer,
): Promise<RevealedPeer> {
  const createdAt = clock.now();
  const id = `peer_${randomBytes(8).toString("hex")}` as PeerId;
  const key = given ?? `rfs_${randomBytes(32).toString("base64url")}`;
  const peer: Peer = { id, name, kinds: [...new Set(kinds)], indicatorCount: 0, createdAt };
  return inTransaction(database, async ({ tx }) => {
    await lockPeers(tx);
    const others = await listPeers(tx, { limit: mostPeers });
    if (others.length >= mostPeers) {
      throw new DomainError("conflict", "too-many-peers", `There can be ${mostPeers} peers at most`);
    }
    if (others.some((other) => other.name === name)) {
      throw new DomainError("conflict", "peer-exists", "There is a peer of this name: give it another");
    }
    const sealed = seal({ secret, randomBytes }, { purpose: "peer keys", owner: id }, key);
    await insertPeer(tx, { ...peer, sealed });
    const after = { name, kinds: peer.kinds.join(" ") };
    await recordAudit(tx, { at: createdAt, actor, action: "peer.created", subject: id, before: null, after });
    return { peer, key };
  });
}
