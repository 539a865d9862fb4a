import { createHmac } from "node:crypto";
import { recordAudit } from "../audit/audit-queries.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import { holdRollUps, rollUpEvents } from "../ingest/roll-up-events.ts";
import type { Actor } from "../model/actor.ts";
import { DomainError } from "../model/errors.ts";
import { takeRunLock } from "../runs/run-lock.ts";
import { writeRingDays } from "../runs/write-ring-days.ts";
import { writeRingProfiles } from "../runs/write-ring-profiles.ts";
import { deleteTraces, leaveRing } from "./erasure-queries.ts";

export interface EraseAccount {
  readonly accountId: string;
  readonly actor: Actor;
}

/** How much was deleted of an account. */
export interface Erasure {
  readonly events: number;
  readonly sightings: number;
  /** Identifiers that no other account was seen with. */
  readonly identifiers: number;
}

/**
 * Deletes everything that is known of an account: its events, those that are not rolled up yet included, what it was seen with and did, its links and
 * memberships, and the identifiers that nobody else uses. All of it or nothing. Its ring goes on without it, with its counts at once.
 *
 * What stays: ids of its events, so that they are not taken in again; verdicts on identifiers and what analysts wrote; a row in the audit log
 * with a keyed hash in place of the account. Events that come in afterwards make the account anew.
 *
 * Takes one look at all raw events and all sightings: seconds to minutes. Roll-ups wait for it, senders do not.
 *
 * @throws {DomainError} `account-not-found`; `run-in-progress` (conflict), because a run would publish what it has read
 */
export async function eraseAccount(
  { database, clock, secret }: Pick<Dependencies, "database" | "clock" | "secret">,
  { accountId, actor }: EraseAccount,
): Promise<Erasure> {
  await rollUpEvents(database);
  const lock = await takeRunLock(database);
  if (!lock) {
    throw new DomainError(
      "conflict",
      "run-in-progress",
      "A run is under way, which has read the account: erase it when the run has ended",
    );
  }
  try {
    return await inTransaction(database, async ({ tx, client }) => {
      await holdRollUps(client);
      const account = accountId.includes("\0")
        ? undefined
        : await tx.selectFrom("accounts").select("key").where("id", "=", accountId).forUpdate().executeTakeFirst();
      if (!account)
        throw new DomainError("not-found", "account-not-found", `No event of an account ${accountId} was taken in`);
      const ring = await leaveRing(tx, account.key);
      const erasure = await deleteTraces(tx, account.key, accountId);
      if (ring) {
        await writeRingDays(tx, ring.runNumber, ring.id);
        await writeRingProfiles(tx, ring.runNumber, ring.id);
      }
      await recordAudit(tx, {
        at: clock.now(),
        actor,
        action: "account.erased",
        subject: erasedName(secret, accountId),
        before: null,
        after: { ...erasure },
      });
      return erasure;
    });
  } finally {
    await lock.release();
  }
}

/** What stands for an erased account on record: who knows the id and the secret can find the row, nobody else can find the id. */
export function erasedName(secret: Buffer, accountId: string): string {
  return `account_${createHmac("sha256", secret).update(`erased:${accountId}`).digest("hex").slice(0, 16)}`;
}
