import { isIPv4, isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";

export interface NormalisedIp {
  /** Canonical text (RFC 5952 for IPv6). */
  readonly address: string;
  /** The network around it: `203.0.113.0/24`, `2001:db8:1::/48`. */
  readonly prefix: string;
  /** Whether the same text means the same place for everybody: private, loopback and carrier-internal addresses do not. */
  readonly isTelling: boolean;
}

/** Ranges that everybody has at home. Documentation and reserved ranges stay in: made-up worlds live there. */
const meaningless = new Set([
  "private",
  "loopback",
  "linkLocal",
  "uniqueLocal",
  "unspecified",
  "broadcast",
  "multicast",
  "carrierGradeNat",
]);

/** An address comes many times within minutes, and reading it costs half of what reading the whole event does. */
const recent = new Map<string, NormalisedIp>();
const mostRecent = 50_000;

/** An address in its one form; undefined where the text is none, has a zone, or is in a form of which two readings exist (`010.1`). */
export function normaliseIp(text: string): NormalisedIp | undefined {
  const known = recent.get(text);
  if (known) return known;
  const normalised = normalise(text);
  if (normalised) {
    if (recent.size >= mostRecent) recent.clear();
    recent.set(text, normalised);
  }
  return normalised;
}

function normalise(text: string): NormalisedIp | undefined {
  if (isIPv4(text)) return normaliseV4(text);
  if (!isIPv6(text) || text.includes("%")) return undefined;
  const parsed = ipaddr.IPv6.parse(text);
  return parsed.isIPv4MappedAddress() ? normaliseV4(parsed.toIPv4Address().toString()) : normaliseV6(parsed);
}

function normaliseV4(address: string): NormalisedIp {
  return {
    address,
    prefix: `${address.slice(0, address.lastIndexOf("."))}.0/24`,
    isTelling: !meaningless.has(ipaddr.IPv4.parse(address).range()),
  };
}

function normaliseV6(parsed: ipaddr.IPv6): NormalisedIp {
  const network = new ipaddr.IPv6([...parsed.parts.slice(0, 3), 0, 0, 0, 0, 0]);
  return {
    address: parsed.toRFC5952String(),
    prefix: `${network.toRFC5952String()}/48`,
    isTelling: !meaningless.has(parsed.range()),
  };
}
