import type { AccountId } from "./account.ts";
import type { Identifier } from "./identifier.ts";

export type EventType = "signup" | "usage";

/** An event after validation and normalisation: what is stored. Text of a prompt, local part of a mail address: already gone. */
export interface NormalisedEvent {
  /** The provider's id of the event, 1 - 128 characters; the same id again is a duplicate. */
  readonly id: string;
  readonly type: EventType;
  readonly accountId: AccountId;
  readonly occurredAt: Date;
  /** In canonical form. Among the identifiers only where it means the same place for everybody; a private address does not. */
  readonly ip: string | null;
  /** What the account was seen with, without repetition. */
  readonly identifiers: readonly Identifier[];
  /** Whether the name in its mail address looks drawn by a program; false where there is none. */
  readonly hasGeneratedMailName: boolean;
  /** An organisation that the provider has verified. */
  readonly organizationId: string | null;
  /** Requests that the event stands for: 0 for a sign-up, 1 or what the provider counted for usage. */
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly model: string | null;
  readonly capability: string | null;
}
