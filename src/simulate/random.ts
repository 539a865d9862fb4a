import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A seeded source of chance. The same seed gives the same draws; forks of different names do not disturb each other. */
export class Random {
  readonly #seed: string;
  readonly #generator: ReturnType<typeof xoroshiro128plus>;

  constructor(seed: string) {
    this.#seed = seed;
    this.#generator = xoroshiro128plus(hashOf(seed));
  }

  /** A source of its own: what is drawn from it depends on the seed and the name alone, so one more office moves no ring. */
  fork(name: string): Random {
    return new Random(`${this.#seed}/${name}`);
  }

  /** In [0, 1). */
  fraction(): number {
    return (this.#generator.next() >>> 0) / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.fraction();
  }

  /** Both ends included. */
  whole(low: number, high: number): number {
    return low + Math.floor((high - low + 1) * this.fraction());
  }

  /** Every order of magnitude is equally likely: sizes of organisations and rings are spread like this. */
  logBetween(low: number, high: number): number {
    return Math.exp(this.between(Math.log(low), Math.log(high)));
  }

  wholeLogBetween(low: number, high: number): number {
    return Math.min(high, Math.floor(this.logBetween(low, high + 1)));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** @throws {RangeError} when there is nothing to pick from */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError("There is nothing to pick from");
    return items[Math.floor(this.fraction() * items.length)] as T;
  }

  pickWeighted<T>(items: readonly (readonly [item: T, weight: number])[]): T {
    let remaining = this.fraction() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      remaining -= weight;
      if (remaining < 0) return item;
    }
    return (items.at(-1) as readonly [T, number])[0];
  }

  shuffled<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let last = result.length - 1; last > 0; last -= 1) {
      const other = this.whole(0, last);
      [result[last], result[other]] = [result[other] as T, result[last] as T];
    }
    return result;
  }

  /** Up to `count` different items. */
  sample<T>(items: readonly T[], count: number): T[] {
    if (count >= items.length / 8) return this.shuffled(items).slice(0, count);
    const chosen = new Set<T>();
    for (let attempt = 0; attempt < count * 4 && chosen.size < count; attempt += 1) chosen.add(this.pick(items));
    return [...chosen];
  }

  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.fraction()));
    return radius * Math.cos(2 * Math.PI * this.fraction());
  }

  /** Heavy-tailed: half of the draws lie below the median, a few far above it. */
  logNormal(median: number, spread: number): number {
    return median * Math.exp(spread * this.normal());
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.fraction());
  }

  poisson(mean: number): number {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.fraction(); product > limit; product *= this.fraction()) count += 1;
    return count;
  }

  hex(digits: number): string {
    let text = "";
    while (text.length < digits) text += (this.#generator.next() >>> 0).toString(16).padStart(8, "0");
    return text.slice(0, digits);
  }
}

/** FNV-1a with a final mix: seeds that differ in one letter start far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let position = 0; position < text.length; position += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(position), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
