import { families } from "../model/identifier.ts";
import type { PairEvidence } from "./pair-evidence.ts";

/** Pairs of accounts whose evidence passes the threshold, as columns, in the order of `accountA`, then of discovery. */
export interface Links {
  readonly count: number;
  /** The smaller account index of the two. */
  readonly accountA: Int32Array;
  readonly accountB: Int32Array;
  readonly bits: Float64Array;
  /** `families.length` numbers per link. */
  readonly byFamily: Float32Array;
  readonly timing: Float32Array;
}

/** Collects links in columns that double when they are full. */
export class LinkCollector {
  #count = 0;
  #accountA = new Int32Array(1024);
  #accountB = new Int32Array(1024);
  #bits = new Float64Array(1024);
  #byFamily = new Float32Array(1024 * families.length);
  #timing = new Float32Array(1024);

  add(accountA: number, accountB: number, evidence: PairEvidence): void {
    if (this.#count === this.#bits.length) this.#grow();
    const link = this.#count++;
    this.#accountA[link] = accountA;
    this.#accountB[link] = accountB;
    this.#bits[link] = evidence.bits;
    this.#byFamily.set(evidence.byFamily, link * families.length);
    this.#timing[link] = evidence.timing;
  }

  finish(): Links {
    const count = this.#count;
    return {
      count,
      accountA: this.#accountA.slice(0, count),
      accountB: this.#accountB.slice(0, count),
      bits: this.#bits.slice(0, count),
      byFamily: this.#byFamily.slice(0, count * families.length),
      timing: this.#timing.slice(0, count),
    };
  }

  #grow(): void {
    const size = this.#bits.length * 2;
    const accountA = new Int32Array(size);
    accountA.set(this.#accountA);
    this.#accountA = accountA;
    const accountB = new Int32Array(size);
    accountB.set(this.#accountB);
    this.#accountB = accountB;
    const bits = new Float64Array(size);
    bits.set(this.#bits);
    this.#bits = bits;
    const byFamily = new Float32Array(size * families.length);
    byFamily.set(this.#byFamily);
    this.#byFamily = byFamily;
    const timing = new Float32Array(size);
    timing.set(this.#timing);
    this.#timing = timing;
  }
}
