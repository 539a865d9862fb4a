import type { SightingRows } from "./number-sightings.ts";
import type { SightingUpdate } from "./aggregate-events.ts";
import { GrowingPairs } from "./growing-pairs.ts";

/** Sightings as columns, which double when they are full: as objects, the collector of garbage would take half of the time. */
export class SightingTable {
  readonly #places = new GrowingPairs();
  #count = 0;
  #account = new Int32Array(1024);
  #identifier = new Int32Array(1024);
  #kind = new Uint8Array(1024);
  /** Milliseconds since 1970. */
  #first = new Float64Array(1024);
  #last = new Float64Array(1024);
  #requests = new Float64Array(1024);

  /** Adds a sighting, or widens what is known of it. */
  add(account: number, identifier: number, update: SightingUpdate): void {
    const place = this.#places.place(account, identifier);
    if (place < this.#count) {
      this.#first[place] = Math.min(this.#first[place] as number, update.first);
      this.#last[place] = Math.max(this.#last[place] as number, update.last);
      this.#requests[place] = (this.#requests[place] as number) + update.requests;
      return;
    }
    if (this.#count === this.#account.length) this.#grow();
    this.#count += 1;
    this.#account[place] = account;
    this.#identifier[place] = identifier;
    this.#kind[place] = update.code;
    this.#first[place] = update.first;
    this.#last[place] = update.last;
    this.#requests[place] = update.requests;
  }

  /** The sightings of which some part lies after `from`, and some not after `to`; both in milliseconds since 1970. */
  rowsBetween(from: number, to: number): SightingRows {
    const places: number[] = [];
    for (let place = 0; place < this.#count; place++) {
      if ((this.#last[place] as number) > from && (this.#first[place] as number) <= to) places.push(place);
    }
    return {
      accountKey: Float64Array.from(places, (place) => this.#account[place] as number),
      identifierKey: Float64Array.from(places, (place) => this.#identifier[place] as number),
      kind: Int16Array.from(places, (place) => this.#kind[place] as number),
      firstSeen: Float64Array.from(places, (place) => (this.#first[place] as number) / 1000),
      lastSeen: Float64Array.from(places, (place) => (this.#last[place] as number) / 1000),
      requests: Float64Array.from(places, (place) => this.#requests[place] as number),
    };
  }

  #grow(): void {
    const size = this.#account.length * 2;
    this.#account = copyInto(new Int32Array(size), this.#account);
    this.#identifier = copyInto(new Int32Array(size), this.#identifier);
    this.#kind = copyInto(new Uint8Array(size), this.#kind);
    this.#first = copyInto(new Float64Array(size), this.#first);
    this.#last = copyInto(new Float64Array(size), this.#last);
    this.#requests = copyInto(new Float64Array(size), this.#requests);
  }
}

function copyInto<Column extends { set(values: Column): void }>(column: Column, values: Column): Column {
  column.set(values);
  return column;
}
