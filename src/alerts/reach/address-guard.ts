import ipaddr from "ipaddr.js";

/** Decides which addresses alerts may be sent to. */
export interface AddressGuard {
  /** Whether the operator has named this address, or a range that it lies in. */
  isAllowedPrivate(address: string): boolean;
  /** Whether it may be reached: it is public, or the operator allows it. What is no address may not. */
  mayReach(address: string): boolean;
  /** Whether the operator allows anything private at all. */
  readonly allowsAny: boolean;
}

type Range = ReturnType<typeof ipaddr.parseCIDR>;
type Address = Range[0];

/** All addresses on the internet that IPv6 hands out to single hosts; what lies outside is old, special or inside somebody's network. */
const globalUnicast = ipaddr.parseCIDR("2000::/3");

/** @param allowedPrivate addresses and ranges (`10.0.0.0/8`) that are reached although they are private; each valid */
export function createAddressGuard(allowedPrivate: readonly string[]): AddressGuard {
  const ranges = allowedPrivate.map(parseRange);
  const isAllowed = (address: Address) => ranges.some((range) => lies(address, range));
  return {
    allowsAny: ranges.length > 0,
    isAllowedPrivate(text) {
      const address = parseAddress(text);
      return address !== undefined && isAllowed(address);
    },
    mayReach(text) {
      const address = parseAddress(text);
      return address !== undefined && (isPublic(address) || isAllowed(address));
    },
  };
}

/**
 * @param text an address, or a range such as `10.0.0.0/8`
 * @throws {Error} where it is neither
 */
export function parseRange(text: string): Range {
  if (text.includes("/")) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

/** An IPv4 address in the clothes of IPv6 is the IPv4 address; 6to4, Teredo and NAT64 lead into networks as well, and are not unicast. */
function isPublic(address: Address): boolean {
  return address.range() === "unicast" && (address.kind() === "ipv4" || lies(address, globalUnicast));
}

function lies(address: Address, range: Range): boolean {
  return address.kind() === range[0].kind() && address.match(range);
}

function parseAddress(text: string): Address | undefined {
  return ipaddr.isValid(text) ? ipaddr.process(text) : undefined;
}
