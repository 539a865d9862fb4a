import type { AccountLink, AccountProfile } from "../model/account-profile.ts";
import { families } from "../model/identifier.ts";
import { formatTable } from "./format-table.ts";
import { formatDay, formatDecimal, formatMinute, formatPlural, formatRisk, printable } from "./format-values.ts";
import { wrapWords } from "./wrap-words.ts";

/** An account for people: where it stands and why, what it did, whom it is linked with. */
export function describeAccount(account: AccountProfile): string {
  const { activity, ringId, links } = account;
  const standing = ringId === null ? "in no ring" : `in ${ringId}, risk ${formatRisk(account.risk)}`;
  const signedUp = account.signedUpAt ? `signed up ${formatMinute(account.signedUpAt)}` : "sign-up not seen";
  const organization = account.organizationId === null ? "" : `, verified organisation ${account.organizationId}`;
  const span = `${formatDay(activity.firstEventAt)} to ${formatDay(activity.lastEventAt)}`;
  const days = formatPlural(activity.activeDays, "active day");
  const because = [
    ...account.reasons.map((reason) => `  + ${reason}`),
    ...account.against.map((objection) => `  - ${objection}`),
  ];
  const lines = [
    printable(`${account.id}: ${standing}`),
    printable(`${signedUp}${organization}; ${formatPlural(activity.requestCount, "request")} on ${days}, ${span}`),
    ...because.map((line) => wrapWords(printable(line))),
  ];
  return `${lines.join("\n")}\n${links.length === 0 ? "" : `\nStrongest links, in bits\n\n${linkTable(links)}`}`;
}

function linkTable(links: readonly AccountLink[]): string {
  const columns = [
    { title: "account", maxWidth: 16 },
    { title: "bits", align: "right" },
    ...families.map((family) => ({ title: family, align: "right" }) as const),
    { title: "timing", align: "right" },
    { title: "shared", maxWidth: 24, wrap: true },
  ] as const;
  const rows = links.map(({ partnerId, bits, byFamily, timing, shared }) => [
    partnerId,
    formatDecimal(bits),
    ...[...families.map((family) => byFamily[family]), timing].map((part) => (part === 0 ? "-" : formatDecimal(part))),
    shared.map(({ kind, value }) => `${kind} ${value}`).join(", "),
  ]);
  return formatTable(columns, rows);
}
