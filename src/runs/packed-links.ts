import type { RingLink } from "../detection/detected-ring.ts";
import { families, type Family } from "../model/identifier.ts";

/** Links as columns, which cross threads without being copied: of a ring of 25,000 there are two hundred thousand. */
export interface LinkColumns {
  readonly account: Int32Array<ArrayBuffer>;
  readonly partner: Int32Array<ArrayBuffer>;
  /** The whole, each family's part, and what timing adds: so many numbers a link. */
  readonly bits: Float64Array<ArrayBuffer>;
}

const bitsPerLink = families.length + 2;

export function packLinks(links: readonly RingLink[]): LinkColumns {
  return {
    account: Int32Array.from(links, ({ account }) => account),
    partner: Int32Array.from(links, ({ partner }) => partner),
    bits: Float64Array.from(
      links.flatMap(({ bits, byFamily, timing }) => [bits, ...families.map((family) => byFamily[family]), timing]),
    ),
  };
}

/** The links one by one; each is made when it is asked for. */
export class PackedLinks implements Iterable<RingLink> {
  readonly #columns: LinkColumns;

  constructor(columns: LinkColumns) {
    this.#columns = columns;
  }

  *[Symbol.iterator](): Generator<RingLink> {
    const { account, partner, bits } = this.#columns;
    for (let link = 0; link < account.length; link++) {
      const start = link * bitsPerLink;
      const byFamily = families.map((family, place) => [family, bits[start + 1 + place]] as const);
      yield {
        account: account[link],
        partner: partner[link],
        bits: bits[start],
        byFamily: Object.fromEntries(byFamily) as Record<Family, number>,
        timing: bits[start + bitsPerLink - 1],
      };
    }
  }
}
