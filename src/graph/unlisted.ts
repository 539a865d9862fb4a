/**
 * What accounts alone were seen with and what is not among the sightings, in numbers by account: it ties nobody to anybody, and there are
 * several times as many such identifiers as shared ones.
 */
export interface Unlisted {
  readonly addresses: Int32Array;
  readonly prefixes: Int32Array;
  /** 1 where there is one. */
  readonly hasDevice: Uint8Array;
  readonly hasMail: Uint8Array;
  /** Seconds from the first to the last sighting of the address that was kept longest; -1 where there is none. */
  readonly longestAtAddress: Float64Array;
}
