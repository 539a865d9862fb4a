import { type Family, identifierKinds } from "../model/identifier.ts";
import { hashedKinds, type Peer } from "../model/peer.ts";
import type { RingEvidence } from "../model/ring-evidence.ts";
import type { Ring } from "../model/ring.ts";
import type { Run } from "../model/run.ts";

const dayMilliseconds = 86_400_000;

/** For how many days after it was last seen an identifier is worth telling. Addresses change hands soonest. */
const daysTold: Readonly<Record<Family, number>> = { network: 30, contact: 90, content: 90, device: 180, payment: 180 };

/** What is told of one identifier of a ring. */
export interface ChosenIndicator {
  readonly evidence: RingEvidence;
  /** 1 to 99. */
  readonly confidence: number;
  readonly validUntil: Date;
}

/**
 * Chooses what of a ring's evidence may be told to others. Pure. Left out is, as the safer choice, what an analyst has excused; what says nothing or
 * what more accounts outside of the ring use than inside; what is too old; what would mean nothing elsewhere.
 *
 * How sure it is: the ring's risk, times the share of the accounts using it that are in the ring.
 *
 * Ages are those that the run saw, and the time left begins when it ended: so old data that is replayed has something to tell too, and one run always
 * tells the same.
 *
 * @param kinds that mean something to the receiver; undefined for all
 */
export function chooseIndicators(
  evidence: readonly RingEvidence[],
  { risk }: Pick<Ring, "risk">,
  run: Pick<Run, "asOf" | "finishedAt">,
  kinds: Peer["kinds"] | undefined,
): ChosenIndicator[] {
  const begin = (run.finishedAt ?? run.asOf).getTime();
  return evidence.flatMap((item): ChosenIndicator[] => {
    const { kind, verdict, bits, memberCount, otherCount, lastSeenAt } = item;
    if (hashedKinds.has(kind) || kinds?.includes(kind) === false) return [];
    if (verdict !== null && verdict !== "known_bad") return [];
    if (bits <= 0 || memberCount < 2 || otherCount > memberCount) return [];
    const told = daysTold[identifierKinds[kind].family] * dayMilliseconds;
    const left = told - Math.max(0, run.asOf.getTime() - lastSeenAt.getTime());
    if (left <= 0) return [];
    const confidence = Math.floor((100 * risk * memberCount) / (memberCount + otherCount));
    return [{ evidence: item, confidence: Math.min(99, Math.max(1, confidence)), validUntil: new Date(begin + left) }];
  });
}
