import { readInt8, readSeconds } from "./binary-values.ts";
import type { ColumnType, GrowingColumns } from "./growing-columns.ts";

/** The signature, flags, and the length of an extension that no version has used. */
const headerBytes = 19;
const endOfRows = -1;
const nullLength = -1;

const sizes: Readonly<Record<ColumnType, number>> = {
  int8: 8,
  int4: 4,
  int2: 2,
  float8: 8,
  float4: 4,
  timestamptz: 8,
  text: -1,
};

/**
 * Parses the binary format of COPY into columns, from chunks that may end anywhere.
 *
 * @see https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"
 */
export class BinaryRows {
  readonly #columns: GrowingColumns;
  readonly #sizes: Int32Array;
  #rest: Buffer = Buffer.alloc(0);
  #isHeaderRead = false;
  #isEnded = false;

  constructor(columns: GrowingColumns) {
    this.#columns = columns;
    this.#sizes = Int32Array.from(columns.types, (type) => sizes[type]);
  }

  /** Reads every row that is complete; keeps the start of the next for later. */
  take(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let position = 0;
    if (!this.#isHeaderRead) {
      if (bytes.length < headerBytes) {
        this.#rest = bytes;
        return;
      }
      position = headerBytes;
      this.#isHeaderRead = true;
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (;;) {
      const next = this.#readRow(bytes, view, position);
      if (next === position) break;
      position = next;
    }
    this.#rest = bytes.subarray(position);
  }

  /** @throws {TypeError} when the rows broke off */
  end(): void {
    if (!this.#isEnded) throw new TypeError("The rows of a binary COPY broke off");
  }

  /** @returns where the next row starts; `start` itself when this one is not complete */
  #readRow(bytes: Buffer, view: DataView, start: number): number {
    const columns = this.#columns;
    const end = view.byteLength;
    if (this.#isEnded || end - start < 2) return start;
    const fieldCount = view.getInt16(start);
    if (fieldCount === endOfRows) {
      this.#isEnded = true;
      return start + 2;
    }
    if (fieldCount !== columns.types.length) {
      throw new TypeError(`The query has ${fieldCount} columns where ${columns.types.length} types are given`);
    }
    if (columns.rowCount === columns.capacity) columns.grow();
    let position = start + 2;
    for (let index = 0; index < fieldCount; index++) {
      if (end - position < 4) return start;
      const length = view.getInt32(position);
      position += 4;
      if (length === nullLength) {
        this.#storeNull(index);
        continue;
      }
      const size = this.#sizes[index] as number;
      if (size !== -1 && size !== length) {
        throw new TypeError(`Column ${index + 1} has values of ${length} bytes; ${columns.types[index]} has ${size}`);
      }
      if (end - position < length) return start;
      this.#storeValue(index, bytes, view, position, length);
      position += length;
    }
    columns.rowCount++;
    return position;
  }

  // One assignment for each type, so that each sees one kind of array only and stays fast.
  #storeValue(index: number, bytes: Buffer, view: DataView, position: number, length: number): void {
    const { types, arrays, rowCount } = this.#columns;
    switch (types[index]) {
      case "int8":
        (arrays[index] as Float64Array)[rowCount] = readInt8(view, position);
        break;
      case "timestamptz":
        (arrays[index] as Float64Array)[rowCount] = readSeconds(view, position);
        break;
      case "float8":
        (arrays[index] as Float64Array)[rowCount] = view.getFloat64(position);
        break;
      case "int4":
        (arrays[index] as Int32Array)[rowCount] = view.getInt32(position);
        break;
      case "int2":
        (arrays[index] as Int16Array)[rowCount] = view.getInt16(position);
        break;
      case "float4":
        (arrays[index] as Float32Array)[rowCount] = view.getFloat32(position);
        break;
      case "text":
        (arrays[index] as string[])[rowCount] = bytes.toString("utf8", position, position + length);
        break;
    }
  }

  #storeNull(index: number): void {
    const { types, arrays, rowCount } = this.#columns;
    const type = types[index];
    if (type === "text") (arrays[index] as string[])[rowCount] = "";
    else if (type === "int8" || type === "int4" || type === "int2") (arrays[index] as Float64Array)[rowCount] = -1;
    else (arrays[index] as Float64Array)[rowCount] = Number.NaN;
  }
}
