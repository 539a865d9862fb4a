import { type EventErrorBody, type IngestBody, mostErrorsListed } from "../contract/event.ts";
import { toJsonPointer } from "../contract/json-pointer.ts";
import type { Fault } from "../contract/list-faults.ts";
import { type IngestObserver, reasonOf } from "./ingest-observer.ts";

/** What became of the events: as it is answered. */
export type IngestReport = IngestBody;

/** Counts while events are being taken in. */
export class IngestTally {
  readonly #observer: IngestObserver | undefined;
  accepted = 0;
  duplicates = 0;
  rejected = 0;
  readonly #errors: EventErrorBody[] = [];

  constructor(observer?: IngestObserver) {
    this.#observer = observer;
  }

  /** One event that is not stored, with all that is wrong with it. */
  reject(line: number, faults: readonly Fault[], id?: string): void {
    this.rejected += 1;
    this.#observer?.eventRefused(reasonOf(faults));
    for (const { detail, path } of faults) {
      if (this.#errors.length === mostErrorsListed) return;
      this.#errors.push({ line, ...(id !== undefined && { id }), detail, pointer: toJsonPointer(path) });
    }
  }

  add({ accepted, duplicates }: { readonly accepted: number; readonly duplicates: number }): void {
    this.accepted += accepted;
    this.duplicates += duplicates;
    this.#observer?.eventsStored(accepted, duplicates);
  }

  report(): IngestReport {
    const { accepted, duplicates, rejected } = this;
    return { accepted, duplicates, rejected, errors: [...this.#errors] };
  }
}
