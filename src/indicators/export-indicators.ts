import { noteExport } from "../audit/note-export.ts";
import type { StixBundle } from "../contract/stix-bundle.ts";
import type { Db } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Actor } from "../model/actor.ts";
import { DomainError } from "../model/errors.ts";
import type { RingEvidence } from "../model/ring-evidence.ts";
import type { Ring } from "../model/ring.ts";
import type { Run } from "../model/run.ts";
import { listAll } from "../rings/list-all.ts";
import { listEvidence } from "../rings/list-evidence.ts";
import { requireRing } from "../rings/require-ring.ts";
import { unseal } from "../seal.ts";
import { chooseIndicators } from "./choose-indicators.ts";
import { compileBundle } from "./compile-bundle.ts";
import { nameInstallation } from "./name-installation.ts";
import { requirePeer } from "./peer-queries.ts";
import { createPseudonyms } from "./pseudonymise.ts";

const pageSize = 1000;

export interface ExportIndicators {
  readonly ringId: string;
  /** Whom it is for: its kinds and its key. */
  readonly peerId: string | undefined;
  /** Tells the identifiers themselves. Without it, what is told is pseudonymous and needs a peer. */
  readonly isPlain: boolean;
  readonly actor: Actor;
}

/**
 * Tells what a ring uses, as a STIX 2.1 bundle, and puts on record that it was told, to whom and how.
 *
 * @throws {DomainError} `ring-not-found`; `peer-not-found`; `peer-needed` (invalid); `ring-not-shareable` (conflict), of a ring that is not flagged,
 *   was dismissed or is gone, and where nothing of what it uses may be told
 */
export function exportIndicators(
  { database, clock, secret }: Pick<Dependencies, "database" | "clock" | "secret">,
  { ringId, peerId, isPlain, actor }: ExportIndicators,
): Promise<StixBundle> {
  if (!isPlain && peerId === undefined) throw peerNeeded();
  return inTransaction(database, async ({ tx, client }) => {
    await client.query("set transaction isolation level repeatable read");
    const ring = await requireRing(tx, ringId);
    const peer = peerId === undefined ? undefined : await requirePeer(tx, peerId);
    refuseWhatAccusesNobody(ring);
    const evidence = await listAll((after: RingEvidence | undefined) =>
      listEvidence(tx, ring.id, { limit: pageSize, after }),
    );
    const run = await selectRunOf(tx, ring);
    const chosen = chooseIndicators(evidence, ring, run, peer?.kinds);
    if (chosen.length === 0)
      throw notShareable("nothing of what it uses may be told: it says too little, or is too old");
    const pseudonymise =
      peer && !isPlain
        ? createPseudonyms(unseal(secret, { purpose: "peer keys", owner: peer.id }, peer.sealed))
        : undefined;
    const modifiedAt = await selectLastChange(tx, ring, run.finishedAt ?? run.asOf);
    const audience = `${peer?.id ?? "anybody"} ${isPlain ? "plain" : "pseudonymous"}`;
    const identityId = nameInstallation(secret);
    const bundle = compileBundle(ring, chosen, { identityId, audience, modifiedAt, pseudonymise });
    const details = { peer_id: peer?.id ?? null, pseudonymous: !isPlain, indicators: chosen.length };
    await noteExport(tx, { at: clock.now(), actor, ringId: ring.id, format: "stix", details });
    return bundle;
  });
}

/** Who receives it takes it for an accusation. */
function refuseWhatAccusesNobody({ status, flagged }: Ring): void {
  if (status === "dismissed") throw notShareable("an analyst has dismissed it");
  if (status === "dissolved") throw notShareable("no run finds it any more, and its evidence is not kept");
  if (!flagged && status !== "confirmed") throw notShareable("it is not flagged");
}

async function selectRunOf(db: Db, { id }: Ring): Promise<Pick<Run, "asOf" | "finishedAt">> {
  const { as_of, finished_at } = await db
    .selectFrom("rings")
    .innerJoin("runs", "runs.id", "rings.last_run_id")
    .select(["as_of", "finished_at"])
    .where("rings.id", "=", id)
    .executeTakeFirstOrThrow();
  return { asOf: as_of, finishedAt: finished_at };
}

/** What is told changes with the runs, and with what analysts decide. */
async function selectLastChange(db: Db, { id }: Ring, runAt: Date): Promise<Date> {
  const { decided_at } = await db
    .selectFrom("decisions")
    .select((row) => row.fn.max("decided_at").as("decided_at"))
    .where("ring_id", "=", id)
    .executeTakeFirstOrThrow();
  return decided_at !== null && decided_at > runAt ? decided_at : runAt;
}

const notShareable = (why: string): DomainError =>
  new DomainError("conflict", "ring-not-shareable", `The ring is not told to others: ${why}`);

const peerNeeded = (): DomainError =>
  new DomainError(
    "invalid",
    "peer-needed",
    "Say for which peer: pseudonyms are made with its key. Or ask for the identifiers themselves",
  );
