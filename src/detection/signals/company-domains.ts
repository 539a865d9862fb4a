import { identifierKinds } from "../../model/identifier.ts";
import type { CommunityFacts, CommunityIdentifier } from "../community-facts.ts";

/** The mail domains of members that at most `outsiders` times as many others use. */
export function companyDomains({ shared }: CommunityFacts, outsiders: number): CommunityIdentifier[] {
  return shared.filter(({ kind, memberCount, otherCount }) => {
    return kind === identifierKinds.email_domain.code && otherCount <= outsiders * memberCount;
  });
}
