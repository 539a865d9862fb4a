import { allocateBytes, KeyColumn } from "./key-column.ts";

/** A byte holds so many; of the few identifiers with more, the counts stand in a map. */
const mostInByte = 255;

/** What of the counts crosses threads. */
export interface SharerCountParts {
  readonly pages: (Uint8Array<ArrayBuffer> | undefined)[];
  readonly many: Map<number, number>;
}

/** How many accounts use each identifier, by its key. A byte for each identifier: most are used by one account alone. */
export class SharerCounts {
  readonly #few: KeyColumn<Uint8Array<ArrayBuffer>>;
  readonly #many: Map<number, number>;

  constructor({ pages, many }: SharerCountParts = { pages: [], many: new Map() }) {
    this.#few = new KeyColumn(allocateBytes, pages);
    this.#many = many;
  }

  get parts(): SharerCountParts {
    return { pages: this.#few.pages, many: this.#many };
  }

  /** 0 where nobody does. */
  of(key: number): number {
    const few = this.#few.at(key);
    return few < mostInByte ? few : (this.#many.get(key) ?? mostInByte);
  }

  /** Counts one more. @returns how many there were before */
  add(key: number): number {
    const before = this.of(key);
    if (before < mostInByte) this.#few.set(key, before + 1);
    else this.#many.set(key, before + 1);
    return before;
  }
}
