import type { Db } from "../../db/database.ts";
import { inTransaction } from "../../db/in-transaction.ts";
import type { Dependencies } from "../../dependencies.ts";
import { selectSecrets } from "../endpoint-queries.ts";
import { openSecret } from "../seal-secret.ts";
import {
  type ClaimedDelivery,
  insertAttempt,
  markDelivered,
  noteFailure,
  noteSuccess,
  putOff,
} from "./attempt-queries.ts";
import { disableEndpoint } from "./disable-endpoint.ts";
import { nextTry, readRetryAfter } from "./retry-schedule.ts";
import type { Answer, Sender } from "./sender.ts";
import { signMessage } from "./sign-message.ts";

export type AttemptDependencies = Pick<Dependencies, "database" | "clock" | "secret" | "logger"> & {
  readonly sender: Sender;
  /** In [0, 1). */
  readonly random: () => number;
};

/** After so long without a success an endpoint is disabled: nobody is there. */
const patienceMilliseconds = 3 * 86_400_000;

const gone = 410;

/**
 * Sends a message to an endpoint once, and writes down what came of it: delivered, to be tried again, or dead.
 *
 * @param signal ends it early: nothing is written then
 * @throws the signal's reason when it was aborted; an error of the database
 */
export async function attemptDelivery(
  dependencies: AttemptDependencies,
  delivery: ClaimedDelivery,
  signal?: AbortSignal,
): Promise<void> {
  const { clock } = dependencies;
  const startedAt = clock.now();
  const answer = await sendSigned(dependencies, delivery, startedAt, signal);
  const now = clock.now();
  const attempt = {
    number: delivery.attempt,
    startedAt,
    durationMilliseconds: Math.max(0, now.getTime() - startedAt.getTime()),
    responseStatus: answer.status,
    responseStart: answer.start,
    failure: answer.failure ?? null,
  };
  await inTransaction(dependencies.database, async ({ tx }) => {
    await (answer.failure === undefined
      ? noteArrival(tx, delivery, now)
      : noteFailed(tx, dependencies, delivery, { ...answer, failure: answer.failure }, now));
    await insertAttempt(tx, delivery.number, attempt);
  });
}

// The endpoint before the delivery, as everywhere: so nobody waits in a circle.

async function noteArrival(db: Db, { endpointId, number }: ClaimedDelivery, now: Date): Promise<void> {
  await noteSuccess(db, endpointId);
  await markDelivered(db, number, now);
}

async function noteFailed(
  db: Db,
  { random, logger }: Pick<AttemptDependencies, "random" | "logger">,
  delivery: ClaimedDelivery,
  answer: Answer & { readonly failure: string },
  now: Date,
): Promise<void> {
  const { endpointId, tries, isTrial } = delivery;
  if (isTrial) {
    await putOff(db, delivery, undefined, now);
    return;
  }
  const retryAfter = readRetryAfter(answer.retryAfter, now);
  const failingSince = await noteFailure(db, endpointId, now, retryAfter);
  const isDead = await putOff(db, delivery, nextTry(tries, now, random(), retryAfter), now);
  if (isDead) logger.warn({ endpoint: endpointId, delivery: `delivery_${delivery.number}` }, "a webhook is dead");
  const reason = failingSince && reasonToDisable(failingSince, answer, now);
  if (reason === undefined) return;
  await disableEndpoint(db, endpointId, reason, now);
  logger.warn({ endpoint: endpointId, reason }, "disabled a webhook endpoint");
}

function reasonToDisable(
  failingSince: Date,
  { status, failure }: Answer & { readonly failure: string },
  now: Date,
): string | undefined {
  if (status === gone) return "The receiver answered 410: it is gone";
  if (now.getTime() - failingSince.getTime() < patienceMilliseconds) return undefined;
  return `Nothing could be delivered since ${failingSince.toISOString()}. The last failure: ${failure}`;
}

async function sendSigned(
  { database, secret, sender }: AttemptDependencies,
  { endpointId, messageId, url, payload }: ClaimedDelivery,
  sentAt: Date,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const sealed = await selectSecrets(database.db, endpointId, sentAt);
  let secrets: string[];
  try {
    secrets = sealed.map((one) => openSecret(secret, endpointId, one));
  } catch {
    const failure = "Its secret cannot be read: RINGFENCE_SECRET is not what it was. Rotate the endpoint's secret";
    return { status: null, start: null, retryAfter: undefined, failure };
  }
  return sender.send({ url, headers: signMessage(messageId, sentAt, payload, secrets), body: payload }, signal);
}
