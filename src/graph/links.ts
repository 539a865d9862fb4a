import { families } from "../model/identifier.ts";
import type { PairEvidence } from "./pair-evidence.ts";

/** Pairs of accounts that are tied, as columns, in the order of `accountA`, then of discovery. */
export interface Links {
  readonly count: number;
  /** The smaller account index of the two. */
  readonly accountA: Int32Array;
  readonly accountB: Int32Array;
  readonly bits: Float64Array;
  /** `families.length` numbers per link. */
  readonly byFamily: Float32Array;
  readonly timing: Float32Array;
  /** 1 where the evidence rests on two families; a link that rests on one groups nobody. */
  readonly twoFamilies: Uint8Array;
  /** 1 where the two stand side by side in a hub group; such a link may lie below the threshold. */
  readonly throughHub: Uint8Array;
}

/** Collects links in columns that double when they are full. */
export class LinkCollector {
  #count = 0;
  #accountA = new Int32Array(1024);
  #accountB = new Int32Array(1024);
  #bits = new Float64Array(1024);
  #byFamily = new Float32Array(1024 * families.length);
  #timing = new Float32Array(1024);
  #twoFamilies = new Uint8Array(1024);
  #throughHub = new Uint8Array(1024);

  add(accountA: number, accountB: number, evidence: PairEvidence, twoFamilies: boolean, throughHub = false): void {
    if (this.#count === this.#bits.length) this.#grow();
    const link = this.#count++;
    this.#accountA[link] = accountA;
    this.#accountB[link] = accountB;
    this.#bits[link] = evidence.bits;
    this.#byFamily.set(evidence.byFamily, link * families.length);
    this.#timing[link] = evidence.timing;
    this.#twoFamilies[link] = twoFamilies ? 1 : 0;
    this.#throughHub[link] = throughHub ? 1 : 0;
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
      twoFamilies: this.#twoFamilies.slice(0, count),
      throughHub: this.#throughHub.slice(0, count),
    };
  }

  #grow(): void {
    const size = this.#bits.length * 2;
    this.#accountA = copyInto(new Int32Array(size), this.#accountA);
    this.#accountB = copyInto(new Int32Array(size), this.#accountB);
    this.#bits = copyInto(new Float64Array(size), this.#bits);
    this.#byFamily = copyInto(new Float32Array(size * families.length), this.#byFamily);
    this.#timing = copyInto(new Float32Array(size), this.#timing);
    this.#twoFamilies = copyInto(new Uint8Array(size), this.#twoFamilies);
    this.#throughHub = copyInto(new Uint8Array(size), this.#throughHub);
  }
}

function copyInto<Column extends { set(values: ArrayLike<number>): void }>(
  column: Column,
  values: ArrayLike<number>,
): Column {
  column.set(values);
  return column;
}
