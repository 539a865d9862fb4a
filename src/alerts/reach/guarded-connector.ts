import type { LookupAddress, LookupOptions } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import type { AddressGuard } from "./address-guard.ts";

/** Resolves a name to all of its addresses. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** The receiver has an address that alerts may not be sent to. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";

  constructor(hostname: string, address: string) {
    const where = hostname === address ? hostname : `${hostname} leads to ${address}, which`;
    super(`${where} is not an address that webhooks may reach`);
  }
}

/**
 * Connects only to addresses that may be reached.
 *
 * The check is made where the connection is: an address in the URL is checked before, and a name is resolved once, every answer checked, and the
 * connection made to what was checked. So nothing can change between check and use. By http only what the operator allows is reached.
 */
export function guardedConnector(
  guard: AddressGuard,
  resolve: Resolve,
  connectMilliseconds: number,
): buildConnector.connector {
  const ways = {
    "https:": guardedWay((address) => guard.mayReach(address), resolve, connectMilliseconds),
    "http:": guardedWay((address) => guard.isAllowedPrivate(address), resolve, connectMilliseconds),
  };
  return (options, callback) => ways[options.protocol === "https:" ? "https:" : "http:"](options, callback);
}

function guardedWay(
  mayReach: (address: string) => boolean,
  resolve: Resolve,
  timeout: number,
): buildConnector.connector {
  const connect = buildConnector({ timeout, lookup: guardedLookup(mayReach, resolve) } as buildConnector.BuildOptions);
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, "");
    // An address is not looked up, so the lookup cannot refuse it.
    if (isIP(host) !== 0 && !mayReach(host)) return callback(new AddressRefused(host, host), null);
    connect(options, callback);
  };
}

function guardedLookup(mayReach: (address: string) => boolean, resolve: Resolve): LookupFunction {
  return (hostname: string, options: LookupOptions, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const refused = addresses.find(({ address }) => !mayReach(address));
        if (refused) return callback(new AddressRefused(hostname, refused.address), "");
        const [first] = addresses;
        if (!first) return callback(new Error(`${hostname} has no address`), "");
        if (options.all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ""),
    );
  };
}

/**
 * Several connections to one host at once ask for its addresses once. The system resolves few names at a time, and where a name server does not
 * answer, each question takes a place for many seconds.
 */
export function askOnce(resolve: Resolve): Resolve {
  const asked = new Map<string, ReturnType<Resolve>>();
  return (hostname) => {
    const pending = asked.get(hostname);
    if (pending) return pending;
    const answer = resolve(hostname).finally(() => asked.delete(hostname));
    asked.set(hostname, answer);
    return answer;
  };
}
