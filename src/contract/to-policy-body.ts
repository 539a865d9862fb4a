import type { PolicyChange } from "../model/policy-change.ts";
import type { PolicyRecord } from "../model/policy-record.ts";
import type { PolicyBody, PolicyChangeBody, PolicySummaryBody } from "./policy.ts";

/** A policy as it leaves in a list. */
export function toPolicySummaryBody(policy: Omit<PolicyRecord, "document">): PolicySummaryBody {
  return {
    version: policy.version,
    hash: policy.hash,
    active: policy.isActive,
    created_at: policy.createdAt.toISOString(),
    created_by: policy.createdBy,
  };
}

/** A policy as it leaves, with its document. */
export function toPolicyBody(policy: PolicyRecord): PolicyBody {
  return { ...toPolicySummaryBody(policy), document: { ...policy.document } };
}

/** What somebody did with the policies as it leaves. */
export function toPolicyChangeBody(change: PolicyChange): PolicyChangeBody {
  return {
    id: `policy_change_${change.id}`,
    action: change.action,
    version: change.version,
    before_version: change.beforeVersion,
    actor: change.actor,
    at: change.at.toISOString(),
  };
}
