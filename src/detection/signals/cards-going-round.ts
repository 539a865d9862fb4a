import { identifierKinds } from "../../model/identifier.ts";
import type { CommunityFacts, CommunityIdentifier } from "../community-facts.ts";

/** The cards that `sharers` members or more pay with. */
export function cardsGoingRound({ shared }: CommunityFacts, sharers: number): CommunityIdentifier[] {
  return shared.filter(({ kind, memberCount }) => {
    return kind === identifierKinds.payment_instrument.code && memberCount >= sharers;
  });
}
