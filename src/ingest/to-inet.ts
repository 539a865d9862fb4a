import ipaddr from "ipaddr.js";

/** Postgres' numbers for the two versions of the protocol; not the operating system's. */
const families = { ipv4: 2, ipv6: 3 } as const;

/** An address comes many times within minutes. */
const recent = new Map<string, Uint8Array>();
const mostRecent = 50_000;

/**
 * A single address as Postgres' type `inet` is sent in binary: version, width of the network, whether it is one, how many bytes, and these.
 *
 * @param address in its canonical form
 */
export function toInet(address: string): Uint8Array {
  if (!address.includes(":")) return toInetOfV4(address);
  const known = recent.get(address);
  if (known) return known;
  const inet = Uint8Array.of(families.ipv6, 128, 0, 16, ...ipaddr.IPv6.parse(address).toByteArray());
  if (recent.size >= mostRecent) recent.clear();
  recent.set(address, inet);
  return inet;
}

/** By hand: looking it up, or having the library read it, takes several times as long. */
function toInetOfV4(address: string): Uint8Array {
  const inet = Uint8Array.of(families.ipv4, 32, 0, 4, 0, 0, 0, 0);
  let place = 4;
  let part = 0;
  for (let index = 0; index < address.length; index++) {
    const code = address.charCodeAt(index);
    if (code === dot) {
      inet[place++] = part;
      part = 0;
    } else part = part * 10 + code - zero;
  }
  inet[place] = part;
  return inet;
}

const dot = 46;
const zero = 48;
