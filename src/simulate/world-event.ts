/** An event as a provider would send it. The names are those on the wire. */
export interface WorldEvent {
  readonly id: string;
  readonly type: "signup" | "usage";
  readonly account_id: string;
  readonly occurred_at: string;
  readonly ip?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly payment_instrument?: string;
  readonly device_id?: string;
  readonly organization_id?: string;
  readonly prompt?: string;
  readonly prompt_fingerprint?: string | readonly string[];
  readonly requests?: number;
  readonly input_tokens?: number;
  readonly output_tokens?: number;
  readonly model?: string;
  readonly capability?: string;
}

/** An event whose turn in the stream, and so its id, is not known yet. */
export interface DatedEvent {
  /** Seconds after the start of the world. */
  readonly at: number;
  readonly event: Omit<WorldEvent, "id" | "occurred_at">;
}
