import type { MachineFacts } from "../figures.ts";

/** How large one table is after so many events. */
export interface TableFigures {
  readonly table: string;
  readonly rows: number;
  /** With what Postgres needs beside it: maps, and values kept out of line. */
  readonly tableBytes: number;
  readonly indexBytes: number;
}

export interface StorageFigures {
  readonly events: number;
  readonly days: number;
  readonly tables: readonly TableFigures[];
  /** Identifiers that one account alone is seen with, and the bytes of them and of their sightings, indexes included. */
  readonly unshared: { readonly count: number; readonly identifierBytes: number; readonly sightingBytes: number };
  /** Seconds that looking through all tables for what is to be forgotten takes. */
  readonly upkeepSeconds: number;
  readonly machine: MachineFacts;
}
