import { lookup } from "node:dns/promises";
import { Agent, request } from "undici";
import { programVersion } from "../../program-version.ts";
import type { AddressGuard } from "../reach/address-guard.ts";
import { askOnce, guardedConnector, type Resolve } from "../reach/guarded-connector.ts";
import { describeFailure } from "./describe-failure.ts";

/** What a receiver answered to an attempt, or why it did not. */
export interface Answer {
  /** Null where none came. */
  readonly status: number | null;
  /** The first part of its body, as text. */
  readonly start: string | null;
  /** As it was sent. */
  readonly retryAfter: string | undefined;
  /** Why it failed, for people; undefined of a success. */
  readonly failure: string | undefined;
}

export interface Sending {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends messages to receivers, of which it expects anything. */
export interface Sender {
  /**
   * Never throws for what a receiver does: that is an answer.
   *
   * @throws the signal's reason when it was aborted
   */
  send(sending: Sending, signal?: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
}

export interface SenderOptions {
  readonly guard: AddressGuard;
  /** The system's unless given. */
  readonly resolve?: Resolve;
  /** For the whole of it, connecting and the answer's head included; 15,000 unless given. */
  readonly totalMilliseconds?: number;
}

/** By the specification a receiver has 15 to 30 seconds. */
const defaultTotal = 15_000;
/** Once the head of the answer is there, nobody waits long for its body: it is only for people. */
const bodyMilliseconds = 2000;
const startBytes = 1024;

/** Redirects are not followed: they would lead to where nobody has checked. */
export function createSender({ guard, resolve, totalMilliseconds = defaultTotal }: SenderOptions): Sender {
  const resolveAll: Resolve = resolve ?? ((hostname) => lookup(hostname, { all: true }));
  const agent = new Agent({
    connect: guardedConnector(guard, askOnce(resolveAll), totalMilliseconds),
    // No connection is kept: receivers get few messages, and what is kept would have to be checked again.
    pipelining: 0,
    maxHeaderSize: 16_384,
    headersTimeout: totalMilliseconds,
    bodyTimeout: bodyMilliseconds,
  });
  return {
    close: () => agent.destroy(),
    async send({ url, headers, body }, signal) {
      const timeout = AbortSignal.timeout(totalMilliseconds);
      const ended = signal ? AbortSignal.any([signal, timeout]) : timeout;
      try {
        const answer = await request(url, {
          dispatcher: agent,
          method: "POST",
          headers: { ...headers, "content-type": "application/json", "user-agent": `Ringfence/${programVersion()}` },
          body,
          signal: ended,
        });
        const { statusCode: status } = answer;
        const start = await readStart(answer.body);
        const retryAfter = first(answer.headers["retry-after"]);
        return { status, start, retryAfter, failure: describeStatus(status) };
      } catch (error) {
        if (signal?.aborted === true) throw signal.reason;
        const failure = timeout.aborted
          ? `No answer within ${totalMilliseconds / 1000} seconds`
          : describeFailure(error);
        return { status: null, start: null, retryAfter: undefined, failure };
      }
    },
  };
}

/** Whatever the body does - nothing, forever, a gigabyte - its start is all that is read of it. */
async function readStart(body: AsyncIterable<Buffer> & { destroy(): unknown }): Promise<string | null> {
  const parts: Buffer[] = [];
  const ending = setTimeout(() => body.destroy(), bodyMilliseconds);
  try {
    for await (const part of body) {
      parts.push(part);
      if (parts.reduce((sum, { length }) => sum + length, 0) >= startBytes) break;
    }
  } catch {
    // It broke off: what there is of it is shown.
  } finally {
    clearTimeout(ending);
    body.destroy();
  }
  // Postgres stores no NUL.
  return parts.length === 0 ? null : Buffer.concat(parts).toString("utf8", 0, startBytes).replaceAll("\0", "\u{fffd}");
}

function describeStatus(status: number): string | undefined {
  if (status >= 200 && status < 300) return undefined;
  const why = status >= 300 && status < 400 ? "; redirects are not followed" : "";
  return `The receiver answered ${status}${why}`;
}

const first = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;
