import type { Account } from "../account.ts";
import { ownDomain, personLocalPart } from "../mail-addresses.ts";
import { newCard } from "../people/new-person.ts";
import type { Random } from "../random.ts";

/** A firm that pays for accounts of machines. */
export interface Company {
  /** What its machines sign up with. */
  machine(name: string): Pick<Account, "email" | "organizationId" | "card" | "cardAtSignup" | "devices" | "away">;
  /** What its staff sign up with. */
  employee(): Pick<Account, "email" | "organizationId">;
}

/** @param verifiedShare chance in [0, 1] that the provider has verified the firm */
export function foundCompany(random: Random, verifiedShare: number): Company {
  const domain = ownDomain(random);
  const organizationId = random.chance(verifiedShare) ? `org_${random.hex(10)}` : undefined;
  const card = newCard(random);
  return {
    machine: (name) => ({
      email: `${name}@${domain}`,
      organizationId,
      card,
      cardAtSignup: true,
      devices: [],
      away: undefined,
    }),
    employee: () => ({ email: `${personLocalPart(random)}@${domain}`, organizationId }),
  };
}
