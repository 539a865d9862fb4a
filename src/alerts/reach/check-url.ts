import { isIP } from "node:net";
import { DomainError } from "../../model/errors.ts";
import type { AddressGuard } from "./address-guard.ts";

/**
 * Refuses at once what could never be delivered to. A name is not resolved here: what it means may change, so it is checked whenever it is used.
 *
 * @param text an http or https URL
 * @throws {DomainError} `webhook-url-refused` (invalid)
 */
export function checkUrl(text: string, guard: AddressGuard): void {
  const { protocol, hostname } = new URL(text);
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !guard.mayReach(host)) {
    throw refused(`${host} is not a public address, and RINGFENCE_WEBHOOK_ALLOW_PRIVATE does not name it`);
  }
  if (protocol === "https:") return;
  const mayBeAllowed = isIP(host) === 0 ? guard.allowsAny : guard.isAllowedPrivate(host);
  if (!mayBeAllowed)
    throw refused("It must be https; http is for addresses that RINGFENCE_WEBHOOK_ALLOW_PRIVATE names");
}

const refused = (message: string) => new DomainError("invalid", "webhook-url-refused", message);
