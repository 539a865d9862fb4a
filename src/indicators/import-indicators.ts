import { recordAudit } from "../audit/audit-queries.ts";
import type { IndicatorImportBody } from "../contract/indicator.ts";
import type { StixBundleInput } from "../contract/stix-input.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import { createKeyedHash } from "../ingest/keyed-hash.ts";
import type { Actor } from "../model/actor.ts";
import { DomainError } from "../model/errors.ts";
import { deleteRevoked, writeIndicators } from "./indicator-queries.ts";
import { nameInstallation } from "./name-installation.ts";
import { lockPeers, requirePeer } from "./peer-queries.ts";
import { readBundle } from "./read-bundle.ts";

/** Of one peer. A ring tells of hundreds. */
const mostIndicators = 200_000;

/**
 * Takes in what a peer says in a STIX 2.1 bundle: all that is understood of it, or nothing. The same again changes nothing. It is on record that it
 * came, and how much. From then on it is shown beside what we know, until it ends; no run reads it.
 *
 * @throws {DomainError} `peer-not-found`; `too-many-indicators` (conflict)
 */
export function importIndicators(
  { database, clock, secret }: Pick<Dependencies, "database" | "clock" | "secret">,
  { peerId, bundle, actor }: { readonly peerId: string; readonly bundle: StixBundleInput; readonly actor: Actor },
): Promise<IndicatorImportBody> {
  return inTransaction(database, async ({ tx }) => {
    await lockPeers(tx);
    const peer = await requirePeer(tx, peerId);
    const now = clock.now();
    const ownId = nameInstallation(secret);
    const read = readBundle(bundle, { now, kinds: peer.kinds, ownId, hash: createKeyedHash(secret) });
    const revoked = await deleteRevoked(tx, peer.id, read.revoked);
    const { imported, updated } = await writeIndicators(tx, peer.id, read.taken, now);
    if (peer.indicatorCount - revoked + imported > mostIndicators) throw tooMany();
    const unchanged = read.taken.length - imported - updated;
    const counts = { imported, updated, unchanged, revoked };
    const after = {
      ...counts,
      rejected: read.rejected,
      ignored: read.ignored.reduce((sum, { count }) => sum + count, 0),
    };
    const action = "peer.indicators_imported";
    await recordAudit(tx, { at: now, actor, action, subject: peer.id, before: null, after });
    return {
      peer_id: peer.id,
      ...counts,
      ignored: read.ignored,
      rejected: read.rejected,
      errors: read.errors,
    };
  });
}

const tooMany = (): DomainError =>
  new DomainError(
    "conflict",
    "too-many-indicators",
    `Of one peer ${mostIndicators.toLocaleString("en")} indicators are kept at most: nothing was taken in`,
  );
