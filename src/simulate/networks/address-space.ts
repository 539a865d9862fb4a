import type { Random } from "../random.ts";

/** First octets that hold private, reserved, shared or documentation ranges. Nobody's customers come from there. */
const unusableOctets = new Set([10, 100, 127, 169, 172, 192, 198, 203]);

/** Hands out public /24 blocks, each once. */
export class AddressSpace {
  readonly #random: Random;
  readonly #taken = new Set<number>();
  readonly #shared: SharedBlock[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  /** The upper 24 bits of a free block. */
  takeBlock(): number {
    for (;;) {
      const block = this.#random.whole(1 << 16, (224 << 16) - 1);
      if (unusableOctets.has(block >>> 16) || this.#taken.has(block)) continue;
      this.#taken.add(block);
      return block;
    }
  }

  /** `count` different addresses in a row, of a block that offices, schools and rented servers share. */
  takeAddresses(count: number): string[] {
    const wanted = Math.min(count, 254);
    const at = this.#random.whole(0, sharedBlocks - 1);
    let row = this.#shared[at];
    if (row === undefined || row.nextHost + wanted > 255) {
      row = { block: this.takeBlock(), nextHost: this.#random.whole(1, 255 - wanted) };
      this.#shared[at] = row;
    }
    const first = row.nextHost;
    row.nextHost += wanted + this.#random.whole(0, 40);
    return Array.from({ length: wanted }, (_, step) => addressIn((row as SharedBlock).block, first + step));
  }
}

/** Blocks that are being filled at one time: neighbours in a /24 have nothing to do with each other. */
const sharedBlocks = 12;

interface SharedBlock {
  readonly block: number;
  nextHost: number;
}

/** The address of host 0 - 255 in a /24 block. */
export function addressIn(block: number, host: number): string {
  return `${block >>> 16}.${(block >>> 8) & 255}.${block & 255}.${host}`;
}
