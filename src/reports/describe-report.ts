import type { RingReportBody } from "../contract/ring-report.ts";
import type { Decision } from "../model/decision.ts";
import type { IdentifierKind } from "../model/identifier.ts";
import type { Ring } from "../model/ring.ts";
import type { Run } from "../model/run.ts";
import { listWords, nounOf } from "../rings/words.ts";
import { amountOf, momentOf, percentOf } from "./report-words.ts";

/** How many of a list a sentence names. */
const named = 5;

/** How many accounts did how much, from when to when, aimed at what, through what. */
export function describeOperation(figures: Omit<RingReportBody["operation"], "sentences">): string[] {
  const { accounts, exchanges, first_event_at, last_event_at, capabilities, means } = figures;
  const span = `between ${momentOf(first_event_at)} and ${momentOf(last_event_at)}`;
  const aims = capabilities
    .filter(({ capability }) => capability !== null)
    .slice(0, named)
    .map(({ capability, requests }) => `${capability} (${percentOf(requests / exchanges)} of the exchanges)`);
  const ways = means
    .filter(({ kind }) => isPlain.has(kind))
    .map(({ kind, used, shared }) => {
      return `${amountOf(used, nounOf(kind, 1), nounOf(kind, 2))}, of which several of the accounts used ${shared}`;
    });
  return [
    `${amountOf(accounts, "account")} made ${amountOf(exchanges, "exchange")} ${span}.`,
    ...(aims.length > 0 ? [`They were aimed at ${listWords(aims)}.`] : []),
    ...(ways.length > 0 ? [`They used ${ways.join("; ")}.`] : []),
  ];
}

/** What everybody knows by this name. Of a prompt several views are taken, which a sentence could not tell apart. */
const isPlain: ReadonlySet<IdentifierKind> = new Set(["ip", "payment_instrument", "device_id", "email", "phone"]);

/** How the ring was found. */
export function describeMethod({ families, status }: Ring, { id, asOf, windowDays, manifest }: Run): string[] {
  const looked = manifest
    ? ` among ${amountOf(manifest.read.accounts, "account")} and ${amountOf(manifest.read.sightings, "observation")} of what they used`
    : "";
  const members =
    status === "dissolved"
      ? [
          "No run finds the accounts together any more: members and evidence are not kept, and the figures are those of the run named here.",
        ]
      : [];
  return [
    `${id} looked at the ${windowDays} days up to ${momentOf(asOf.toISOString())}${looked}.`,
    "Accounts were linked where what they have in common - addresses, payment instruments, devices, prompt templates, contact data - is so rare that chance would not explain it, and grouped by their links.",
    "An account belongs where two independent families of evidence hold, one of them an address, a payment instrument or a device; what the other accounts of the group use was compared with what everybody else uses.",
    ...(families.length > 0 ? [`This group is tied together by ${listWords(families)}.`] : []),
    "What the group does was then judged by signals for and against, whose weights add up to a probability.",
    ...members,
  ];
}

/** How sure it is, and who has said what of it. */
export function describeCertainty(
  certainty: Omit<RingReportBody["certainty"], "sentences">,
  { memberCount, flagged }: Ring,
  [newest]: readonly Decision[],
): string[] {
  const { risk, flag_threshold, for: speaksFor, against, members_with_objections: objections } = certainty;
  const flag = flag_threshold === null ? "" : `; the policy flags from ${percentOf(flag_threshold)} on`;
  return [
    `The probability that the accounts are coordinated abuse is ${percentOf(risk)}${flag}. The ring is ${flagged ? "" : "not "}flagged.`,
    `${amountOf(speaksFor.length, "signal speaks", "signals speak")} for it, ${amountOf(against.length, "signal", "signals")} against it.`,
    objections === 0
      ? "Of no member anything speaks against it."
      : `Of ${objections} of the ${amountOf(memberCount, "account")} something speaks against it, as the list of members says: things of their own that nobody else uses, a verified organisation, years as a customer, what an analyst has excused.`,
    newest
      ? `The last decision: ${newest.outcome} by ${newest.decidedBy} on ${momentOf(newest.decidedAt.toISOString())}: ${newest.reason}`
      : "No analyst has decided on it.",
  ];
}
