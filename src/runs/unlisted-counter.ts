import type { Unlisted } from "../graph/unlisted.ts";
import { identifierKinds } from "../model/identifier.ts";

const { ip, ip_prefix, device_id, email } = identifierKinds;

/** Counts the sightings that are not listed. */
export class UnlistedCounter {
  readonly counts: Unlisted;

  constructor(accountCount: number) {
    this.counts = {
      addresses: new Int32Array(accountCount),
      prefixes: new Int32Array(accountCount),
      hasDevice: new Uint8Array(accountCount),
      hasMail: new Uint8Array(accountCount),
      longestAtAddress: new Float64Array(accountCount).fill(-1),
    };
  }

  /** @param seconds from the first to the last sighting */
  add(account: number, kind: number, seconds: number): void {
    const { addresses, prefixes, hasDevice, hasMail, longestAtAddress } = this.counts;
    if (kind === ip_prefix.code) prefixes[account]++;
    else if (kind === device_id.code) hasDevice[account] = 1;
    else if (kind === email.code) hasMail[account] = 1;
    else if (kind === ip.code) {
      addresses[account]++;
      if (seconds > longestAtAddress[account]) longestAtAddress[account] = seconds;
    }
  }
}
