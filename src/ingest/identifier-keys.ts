import type { BatchIdentifier } from "./aggregate-events.ts";

/** Identifiers remembered are between one and two times as many; about 100 bytes each. */
const generationSize = 250_000;

type Generation = Map<number, Map<string, number>>;

/**
 * The keys of the identifiers that were used last, so that only the others have to be looked up: half of the lookups, which are
 * a quarter of Postgres' work. A key never changes, and an identifier is never deleted.
 */
export class IdentifierKeys {
  #table: number | undefined;
  #size = 0;
  #young: Generation = new Map();
  #old: Generation = new Map();

  /**
   * Makes sure that what is remembered is of this table.
   *
   * @param table the number of the table's file, which a `truncate` changes
   */
  mindTable(table: number): void {
    if (this.#table !== table) {
      this.#young = new Map();
      this.#old = new Map();
      this.#size = 0;
    }
    this.#table = table;
  }

  find({ code, value }: BatchIdentifier): number | undefined {
    return this.#young.get(code)?.get(value) ?? this.#old.get(code)?.get(value);
  }

  /** Only after the commit: a key that was rolled back is nobody's. */
  remember(identifiers: readonly BatchIdentifier[], keys: readonly number[]): void {
    for (const [place, { code, value }] of identifiers.entries()) this.#add(code, value, keys[place] as number);
  }

  #add(code: number, value: string, key: number): void {
    let values = this.#young.get(code);
    if (!values) {
      values = new Map();
      this.#young.set(code, values);
    }
    if (values.has(value)) return;
    values.set(value, key);
    this.#size += 1;
    if (this.#size < generationSize) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#size = 0;
  }
}
