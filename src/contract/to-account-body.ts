import type { AccountLink, AccountProfile } from "../model/account-profile.ts";
import { type Identifier, identifierKinds } from "../model/identifier.ts";
import type { IndicatorMatch } from "../model/indicator.ts";
import type { AccountBody, AccountLinkBody } from "./account.ts";
import { toIndicatorMatchBody } from "./indicator.ts";

/** What peers say of something that an account was seen with. */
export interface ToldIdentifier {
  readonly identifier: Identifier;
  readonly indicator: IndicatorMatch;
}

/** An account as it leaves. */
export function toAccountBody(account: AccountProfile, told: readonly ToldIdentifier[]): AccountBody {
  const { activity } = account;
  return {
    account_id: account.id,
    risk: account.risk,
    ring_id: account.ringId,
    signed_up_at: account.signedUpAt?.toISOString() ?? null,
    organization_id: account.organizationId,
    reasons: [...account.reasons],
    against: [...account.against],
    links: account.links.map(toAccountLinkBody),
    indicators: told.map(({ identifier: { kind, value }, indicator }) => {
      return { kind, family: identifierKinds[kind].family, value, ...toIndicatorMatchBody(indicator) };
    }),
    activity: {
      requests: activity.requestCount,
      active_days: activity.activeDays,
      first_event_at: activity.firstEventAt.toISOString(),
      last_event_at: activity.lastEventAt.toISOString(),
    },
  };
}

/** A link of an account as it leaves. */
export function toAccountLinkBody({ partnerId, bits, byFamily, timing, shared }: AccountLink): AccountLinkBody {
  return {
    account_id: partnerId,
    bits,
    families: { ...byFamily },
    timing,
    shared: shared.map(({ kind, value }) => ({ kind, family: identifierKinds[kind].family, value })),
  };
}
