/**
 * The texts between which the addresses of a network lie: from the first to before the second, byte by byte.
 *
 * `203.0.113.0/24` gives `203.0.113.` to `203.0.113/`. In an IPv6 address a run of zeros may be written `::`, so the range ends before the first
 * group that is zero, and may hold addresses of other networks too: whoever reads it looks again.
 *
 * @param network as `normaliseIp` writes it
 */
export function networkRange(network: string): { readonly from: string; readonly to: string } {
  const address = network.slice(0, network.indexOf("/"));
  if (address.includes(".")) return startingWith(address.slice(0, address.lastIndexOf(".") + 1));
  const groups = (address.split("::")[0] as string).split(":");
  const zero = groups.indexOf("0");
  return startingWith(`${groups.slice(0, zero === -1 ? 3 : zero).join(":")}:`);
}

/** The byte behind the last: `/` behind a dot, `;` behind a colon. */
function startingWith(text: string): { from: string; to: string } {
  return { from: text, to: text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + 1) };
}
