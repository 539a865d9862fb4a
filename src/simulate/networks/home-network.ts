import type { Place } from "../place.ts";
import type { Random } from "../random.ts";
import { addressIn, type AddressSpace } from "./address-space.ts";

/** Lines to homes, at internet providers of every sort: dense and sparse blocks, fixed and changing addresses, with and without IPv6. */
export class HomeNetwork {
  readonly lines: Place[] = [];
  readonly #space: AddressSpace;
  readonly #random: Random;
  readonly #open: InternetProvider[];

  constructor(space: AddressSpace, random: Random, providerCount: number) {
    this.#space = space;
    this.#random = random;
    this.#open = Array.from({ length: providerCount }, () => new InternetProvider(space, random));
  }

  newLine(): Place {
    const at = this.#random.whole(0, this.#open.length - 1);
    if ((this.#open[at] as InternetProvider).isFull) this.#open[at] = new InternetProvider(this.#space, this.#random);
    const line = (this.#open[at] as InternetProvider).connect();
    this.lines.push(line);
    return line;
  }
}

/** Hosts of a /24 are numbered in steps of this, so that neighbours in number are not neighbours in address. Prime to 254. */
const hostStep = 97;

class InternetProvider {
  readonly #poolSize: number;
  readonly #capacity: number;
  readonly #homesPerBlock: number;
  readonly #blocks: number[];
  /** Days until a line gets another address; undefined where it keeps its own. */
  readonly #leaseDays: number | undefined;
  readonly #leasePhase: number;
  readonly #leaseStride: number;
  readonly #sixthPrefix: string | undefined;
  #connected = 0;

  constructor(space: AddressSpace, random: Random) {
    this.#poolSize = random.wholeLogBetween(150, 4000);
    this.#capacity = Math.ceil(this.#poolSize * random.between(0.4, 0.95));
    this.#homesPerBlock = random.wholeLogBetween(3, 120);
    this.#blocks = Array.from({ length: Math.ceil(this.#poolSize / this.#homesPerBlock) }, () => space.takeBlock());
    this.#leaseDays = random.pickWeighted([
      [undefined, 5],
      [random.whole(5, 40), 4],
      [1, 0.8],
    ]);
    this.#leasePhase = random.whole(0, 40);
    this.#leaseStride = random.whole(1, this.#poolSize - 1);
    this.#sixthPrefix = random.chance(0.2) ? `2a${random.hex(2)}:${random.hex(4)}` : undefined;
  }

  get isFull(): boolean {
    return this.#connected >= this.#capacity;
  }

  connect(): Place {
    const line = this.#connected;
    this.#connected += 1;
    return { addressOn: (day, random) => this.#addressOf(line, day, random) };
  }

  #addressOf(line: number, day: number, random: Random): string {
    if (this.#sixthPrefix !== undefined && random.chance(0.5)) return this.#sixthAddressOf(line, day, random);
    const lease = this.#leaseDays === undefined ? 0 : Math.floor((day + this.#leasePhase) / this.#leaseDays);
    // Everybody moves on by one stride at once: no two lines hold one address, and every old address gets a new owner.
    const position = (line + lease * this.#leaseStride) % this.#poolSize;
    const block = this.#blocks[Math.floor(position / this.#homesPerBlock)] as number;
    return addressIn(block, 1 + (((position % this.#homesPerBlock) * hostStep) % 254));
  }

  /** A /56 for the line; inside it each device makes itself a new address every day (RFC 8981). */
  #sixthAddressOf(line: number, day: number, random: Random): string {
    const subnet = (line << 8).toString(16).padStart(8, "0");
    const device = random.whole(0, 1);
    const temporary = Math.imul(line * 1009 + day * 31 + device + 1, 0x9e3779b1) >>> 0;
    const lower = temporary.toString(16).padStart(8, "0");
    return `${this.#sixthPrefix}:${subnet.slice(0, 4)}:${subnet.slice(4)}:a${lower.slice(0, 3)}:${lower.slice(3, 7)}:5efe:1${lower.slice(5)}`;
  }
}
