import type { Request, Response } from "express";
import ipaddr from "ipaddr.js";
import {
  type CountedSubject,
  countedRequests,
  countRequests,
  forgetCounts,
  windowMilliseconds,
  windowOf,
} from "../api-keys/request-counts.ts";
import { RequestQuota } from "../api-keys/request-quota.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Caller } from "../model/api-key.ts";
import { HttpProblem } from "./http-problem.ts";

/** Bounds how often a key calls, and how often an address comes with keys that are not known. */
export interface RequestLimit {
  /** Counts a request, and says in the answer's `RateLimit` how many are left. @throws {HttpProblem} 429 when there are none */
  countRequest(caller: Caller, response: Response): Promise<void>;
  /** @throws {HttpProblem} 429 when the address has had too many */
  countWrongKey(request: Request): Promise<void>;
  /** @throws {HttpProblem} 429 when the address has had too many wrong keys */
  refuseGuessing(request: Request): Promise<void>;
}

export function createRequestLimit({
  database,
  clock,
  config,
}: Pick<Dependencies, "database" | "clock" | "config">): RequestLimit {
  const { requestsPerMinute, wrongKeysPerMinute } = config.limits;
  const { db } = database;
  const seconds = windowMilliseconds / 1000;
  const quota = new RequestQuota(db, requestsPerMinute);
  return {
    async countRequest({ keyId }, response) {
      if (requestsPerMinute === 0) return;
      const now = clock.now();
      const left = await quota.take(`key ${keyId}`, windowOf(now));
      const wait = secondsLeft(now);
      response.setHeader("RateLimit-Policy", `"key";q=${requestsPerMinute};w=${seconds}`);
      response.setHeader("RateLimit", `"key";r=${left ?? 0};t=${wait}`);
      if (left !== undefined) return;
      throw tooMany(
        "too-many-requests",
        `The key may call ${requestsPerMinute.toLocaleString("en")} times a minute`,
        wait,
      );
    },

    async countWrongKey(request) {
      if (wrongKeysPerMinute === 0) return;
      const now = clock.now();
      const window = windowOf(now);
      const count = await countRequests(db, subjectOf(request), window);
      // Who comes for the first time in a minute clears away those of minutes before.
      if (count === 1) await forgetCounts(db, window);
      if (count > wrongKeysPerMinute) throw tooManyWrongKeys(now);
    },

    async refuseGuessing(request) {
      if (wrongKeysPerMinute === 0) return;
      const now = clock.now();
      const count = await countedRequests(db, subjectOf(request), windowOf(now));
      if (count >= wrongKeysPerMinute) throw tooManyWrongKeys(now);
    },
  };
}

/** Until the window ends; whole, 1 or more. */
function secondsLeft(now: Date): number {
  return Math.ceil((windowOf(now).getTime() + windowMilliseconds - now.getTime()) / 1000);
}

function tooManyWrongKeys(now: Date): HttpProblem {
  return tooMany("too-many-wrong-keys", "Too many keys from this address are not known", secondsLeft(now));
}

function tooMany(code: string, what: string, wait: number): HttpProblem {
  return new HttpProblem(429, code, `${what}: come again in ${wait} s`, { "Retry-After": String(wait) });
}

/** An address; of IPv6 the first 64 bits, because whoever has one has them all. */
function subjectOf({ ip = "" }: Request): CountedSubject {
  if (!ipaddr.isValid(ip)) return `address ${ip.slice(0, 64)}`;
  const address = ipaddr.process(ip);
  if (address.kind() === "ipv4") return `address ${address}`;
  return `address ${ipaddr.IPv6.networkAddressFromCIDR(`${address.toNormalizedString()}/64`)}/64`;
}
