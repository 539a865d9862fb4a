import type { ColumnType } from "./growing-columns.ts";

export type FixedType = Exclude<ColumnType, "text">;

const bytesOf: Readonly<Record<FixedType, number>> = {
  int8: 8,
  int4: 4,
  int2: 2,
  float8: 8,
  float4: 4,
  timestamptz: 8,
};
const headerBytes = 19;
const endOfRows = -1;
/** In front of a row: how many values it has; in front of a value: how many bytes. */
const rowHeadBytes = 2;
const valueHeadBytes = 4;

/** Where a row's values lie, counted from the row's first byte, in the order of the types. */
export function placesInRow(types: readonly FixedType[]): number[] {
  let end = rowHeadBytes;
  return types.map((type) => {
    const place = end + valueHeadBytes;
    end = place + bytesOf[type];
    return place;
  });
}

/**
 * Walks through the binary format of COPY where no value is null and none is a text: then all rows are equally long, and nothing has to be
 * stored that is not wanted. Chunks may end anywhere.
 *
 * @see https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"
 */
export class FixedRows {
  readonly #visit: (view: DataView, row: number) => void;
  readonly #places: readonly number[];
  readonly #sizes: readonly number[];
  readonly #rowBytes: number;
  #rest: Buffer = Buffer.alloc(0);
  #isHeaderRead = false;
  #isEnded = false;

  /** @param visit told where each row starts */
  constructor(types: readonly FixedType[], visit: (view: DataView, row: number) => void) {
    this.#visit = visit;
    this.#places = placesInRow(types);
    this.#sizes = types.map((type) => bytesOf[type]);
    this.#rowBytes = rowHeadBytes + this.#sizes.reduce((sum, size) => sum + valueHeadBytes + size, 0);
  }

  take(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let row = 0;
    if (!this.#isHeaderRead && bytes.length >= headerBytes) {
      row = headerBytes;
      this.#isHeaderRead = true;
    }
    if (this.#isHeaderRead) {
      while (this.#isWhole(view, row)) {
        this.#visit(view, row);
        row += this.#rowBytes;
      }
    }
    this.#rest = bytes.subarray(row);
  }

  /** @throws {TypeError} when the rows broke off, or the last of them were shorter than they must be */
  end(): void {
    if (!this.#isEnded) throw new TypeError("The rows of a binary COPY broke off");
  }

  /** @throws {TypeError} when the row has other values than it must have */
  #isWhole(view: DataView, row: number): boolean {
    if (this.#isEnded || view.byteLength - row < rowHeadBytes) return false;
    const count = view.getInt16(row);
    if (count === endOfRows) {
      this.#isEnded = true;
      return false;
    }
    if (count !== this.#sizes.length) {
      throw new TypeError(`The query has ${count} columns where ${this.#sizes.length} types are given`);
    }
    if (view.byteLength - row < this.#rowBytes) return false;
    for (let value = 0; value < count; value++) {
      if (view.getInt32(row + this.#places[value] - valueHeadBytes) !== this.#sizes[value])
        throw this.#fault(view, row, value);
    }
    return true;
  }

  #fault(view: DataView, row: number, value: number): TypeError {
    const found = view.getInt32(row + this.#places[value] - valueHeadBytes);
    const what = found === -1 ? "a null" : `values of ${found} bytes`;
    return new TypeError(`Column ${value + 1} has ${what}; its type has ${this.#sizes[value]}`);
  }
}
