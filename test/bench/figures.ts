import type { RunBody } from "../../src/contract/run.ts";

/** The most memory that was resident, in bytes; undefined where the system does not say. */
export interface PeakMemory {
  readonly service: number | undefined;
  /** All processes of the embedded server, the memory that they share counted once. */
  readonly postgres: number | undefined;
}

/** Events sent over HTTP, from the first byte to the last answer. */
export interface SendFigures {
  readonly events: number;
  readonly seconds: number;
}

export interface CopyFigures {
  readonly rows: number;
  /** Of the median of all tries. */
  readonly seconds: number;
  readonly allSeconds: readonly number[];
  readonly by: "psql" | "pg-copy-streams";
}

export interface MachineFacts {
  readonly cores: number;
  readonly processor: string;
  readonly memoryBytes: number;
  readonly system: string;
  /** Processes that wanted a core in the minute before, on average. Near zero the figures are the service's own doing. */
  readonly loadBefore: number;
  readonly node: string;
  readonly postgres: string;
  /** The settings that decide whether an acknowledged event survives a power cut, with their values. */
  readonly durability: Readonly<Record<string, string>>;
}

/** Everything that the benchmark measured. */
export interface Figures {
  readonly ingest: SendFigures & { readonly peak: PeakMemory };
  /** The same events, until all that is counted from them is there as well. */
  readonly rolledUp: SendFigures;
  readonly resend: SendFigures;
  readonly run: { readonly seconds: number; readonly body: RunBody; readonly peak: PeakMemory };
  readonly copy: CopyFigures;
  readonly machine: MachineFacts;
}
