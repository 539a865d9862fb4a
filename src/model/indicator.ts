import type { Identifier, IdentifierKind } from "./identifier.ts";
import type { PeerId } from "./peer.ts";

/** That a peer has seen an identifier used by a ring of its own. */
export interface Indicator {
  readonly id: number;
  readonly peerId: PeerId;
  /** What the peer calls it: `indicator--…`. */
  readonly stixId: string;
  readonly kind: IdentifierKind;
  /** As it is stored; null of a pseudonymous one. */
  readonly value: string | null;
  /** Out of 100; null where the peer does not say. */
  readonly confidence: number | null;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly importedAt: Date;
}

/** What a peer says of one of our identifiers. It is shown, and counts for nothing by itself. */
export interface IndicatorMatch {
  readonly peerId: PeerId;
  /** The peer's name. */
  readonly peer: string;
  readonly confidence: number | null;
  readonly validFrom: Date;
  readonly validUntil: Date;
}

/**
 * Looks up what peers say of identifiers at a moment.
 *
 * @returns for each identifier, in their order, what each peer is surest of
 */
export type MatchIndicators = (identifiers: readonly Identifier[], at: Date) => Promise<readonly IndicatorMatch[][]>;
