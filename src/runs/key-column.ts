const pageKeys = 65_536;

type Page = Uint8Array | Uint16Array | Int32Array;

/**
 * A number for each key of the database, 0 until it is set.
 *
 * Keys are handed out one after the other, so a page for 65,536 of them is nearly full or not needed at all: a tenth of what a hash table
 * takes, and as fast as an array. Pages of keys that are long forgotten are never made.
 */
export class KeyColumn<Values extends Page> {
  /** Plain data, so they cross threads; another column can be made of them. */
  readonly pages: (Values | undefined)[];
  readonly #allocate: (length: number) => Values;

  constructor(allocate: (length: number) => Values, pages: (Values | undefined)[] = []) {
    this.#allocate = allocate;
    this.pages = pages;
  }

  /** @param key whole, 0 or more */
  at(key: number): number {
    const page = this.pages[Math.floor(key / pageKeys)];
    return page === undefined ? 0 : page[key % pageKeys];
  }

  set(key: number, value: number): void {
    const number = Math.floor(key / pageKeys);
    let page = this.pages[number];
    if (page === undefined) {
      page = this.#allocate(pageKeys);
      this.pages[number] = page;
    }
    page[key % pageKeys] = value;
  }
}

export const allocateBytes = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(length);
export const allocateNumbers = (length: number): Int32Array<ArrayBuffer> => new Int32Array(length);
