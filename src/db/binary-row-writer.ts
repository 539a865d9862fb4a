const nullLength = -1;
const twoTo32 = 4_294_967_296;
/** From 1970 to 2000-01-01, where Postgres counts from. */
const millisecondsTo2000 = 946_684_800_000;
const dayMilliseconds = 86_400_000;
/** Postgres' number of the type `text`. */
const textType = 25;
/** Longer texts are left to the runtime, whose call costs as much as so many characters do. */
const shortText = 64;

/**
 * Writes rows in the binary format of COPY, one after the other into one buffer that grows.
 *
 * On events Postgres reads this format a fifth faster than text, because no number, time or address has to be parsed; and no character has
 * to be escaped here. The values must be of the columns' types exactly: nothing is converted.
 *
 * @see https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"
 */
export class BinaryRowWriter {
  #bytes = Buffer.allocUnsafe(4096);
  #length = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** What was written from one place to another; the same memory, not a copy. */
  bytes(start = 0, end = this.#length): Buffer {
    return this.#bytes.subarray(start, end);
  }

  beginRow(columns: number): void {
    this.#reserve(2);
    this.#bytes[this.#length++] = columns >>> 8;
    this.#bytes[this.#length++] = columns;
  }

  null(): void {
    this.#reserve(4);
    this.#putInt32(nullLength);
  }

  text(value: string | null): void {
    if (value === null) {
      this.null();
      return;
    }
    // A code unit of UTF-16 never takes more than three bytes.
    this.#reserve(4 + 3 * value.length);
    const lengthAt = this.#length;
    this.#length += 4;
    const written = this.#putText(value);
    this.#length = lengthAt;
    this.#putInt32(written);
    this.#length += written;
  }

  /** @param value a whole number of at most 53 bits */
  int8(value: number): void {
    this.#reserve(12);
    this.#putInt32(8);
    this.#putInt64(value);
  }

  boolean(value: boolean): void {
    this.#reserve(5);
    this.#putInt32(1);
    this.#bytes[this.#length++] = value ? 1 : 0;
  }

  /** @param time in milliseconds since 1970 */
  timestamptz(time: number): void {
    this.int8((time - millisecondsTo2000) * 1000);
  }

  /** @param time in milliseconds since 1970, anywhere in the day (UTC) */
  date(time: number): void {
    this.#reserve(8);
    this.#putInt32(4);
    this.#putInt32(Math.floor((time - millisecondsTo2000) / dayMilliseconds));
  }

  /** A value that is bytes already. */
  raw(value: Uint8Array | null): void {
    if (value === null) {
      this.null();
      return;
    }
    this.#reserve(4 + value.length);
    this.#putInt32(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  /** A value of the type `text[]`; not for empty lists, which are written in another way. */
  texts(values: readonly string[] | null): void {
    if (values === null) {
      this.null();
      return;
    }
    this.#reserve(24);
    const lengthAt = this.#length;
    this.#length += 4;
    for (const part of [1, 0, textType, values.length, 1]) this.#putInt32(part);
    for (const value of values) this.text(value);
    const end = this.#length;
    this.#length = lengthAt;
    this.#putInt32(end - lengthAt - 4);
    this.#length = end;
  }

  /** Writes over an `int8` whose own bytes begin at `place`. */
  setInt8(place: number, value: number): void {
    const end = this.#length;
    this.#length = place;
    this.#putInt64(value);
    this.#length = end;
  }

  /** Writes over a `timestamptz`, likewise. */
  setTimestamptz(place: number, time: number): void {
    this.setInt8(place, (time - millisecondsTo2000) * 1000);
  }

  /** @returns how many bytes it took; they stand behind `length`, which stays */
  #putText(value: string): number {
    const bytes = this.#bytes;
    const start = this.#length;
    const { length } = value;
    if (length > shortText) return bytes.write(value, start);
    for (let place = 0; place < length; place++) {
      const code = value.charCodeAt(place);
      if (code > 127) return bytes.write(value, start);
      bytes[start + place] = code;
    }
    return length;
  }

  #putInt64(value: number): void {
    const high = Math.floor(value / twoTo32);
    this.#putInt32(high);
    this.#putInt32(value - high * twoTo32);
  }

  #putInt32(value: number): void {
    const bytes = this.#bytes;
    bytes[this.#length++] = value >>> 24;
    bytes[this.#length++] = value >>> 16;
    bytes[this.#length++] = value >>> 8;
    bytes[this.#length++] = value;
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.#bytes.length, this.#length + size));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
