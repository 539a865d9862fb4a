const rowsPerPortion = 262_144;

/** A portion of the sightings, as they came out of the database. */
export interface SightingPortion {
  readonly count: number;
  readonly account: Int32Array;
  readonly identifierKey: Float64Array | Uint32Array;
  /** Seconds since the window's start, whole. */
  readonly firstSeen: Int32Array;
  readonly lastSeen: Int32Array;
  readonly requests: Float64Array;
}

type OpenPortion = { -readonly [Column in keyof SightingPortion]: SightingPortion[Column] };

/**
 * Holds the sightings until it is known which identifiers are shared: 24 bytes each, in portions that are let go of one by one as they are read, so
 * that what they are copied into takes their place.
 */
export class StagedSightings {
  readonly #isKeyShort: boolean;
  readonly #portions: (OpenPortion | undefined)[] = [];
  #open: OpenPortion;
  #count = 0;

  /** @param greatestKey of all identifiers: most databases never come to 2^32 */
  constructor(greatestKey: number) {
    this.#isKeyShort = greatestKey < 2 ** 32;
    this.#open = this.#start();
  }

  get count(): number {
    return this.#count;
  }

  add(account: number, identifierKey: number, firstSeen: number, lastSeen: number, requests: number): void {
    if (this.#open.count === rowsPerPortion) this.#open = this.#start();
    const portion = this.#open;
    const row = portion.count++;
    portion.account[row] = account;
    portion.identifierKey[row] = identifierKey;
    portion.firstSeen[row] = firstSeen;
    portion.lastSeen[row] = lastSeen;
    portion.requests[row] = requests;
    this.#count++;
  }

  /** The portions in the order in which they were added. Each is forgotten when the next is asked for. */
  *drain(): Generator<SightingPortion> {
    for (let position = 0; position < this.#portions.length; position++) {
      const portion = this.#portions[position];
      this.#portions[position] = undefined;
      if (portion !== undefined) yield portion;
    }
  }

  #start(): OpenPortion {
    const portion = {
      count: 0,
      account: new Int32Array(rowsPerPortion),
      identifierKey: this.#isKeyShort ? new Uint32Array(rowsPerPortion) : new Float64Array(rowsPerPortion),
      firstSeen: new Int32Array(rowsPerPortion),
      lastSeen: new Int32Array(rowsPerPortion),
      requests: new Float64Array(rowsPerPortion),
    };
    this.#portions.push(portion);
    return portion;
  }
}
