import type { RingBody } from "../contract/ring.ts";
import { type Family, type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import type { RingChangeKind } from "../model/ring-change.ts";
import type { VerdictKind } from "../model/verdict.ts";

/** How a family is drawn. Colour and shape both tell it, for those who do not see the colours apart; both hold 3:1 on either ground. */
export interface FamilyLook {
  readonly title: string;
  readonly colour: string;
  readonly shape: Shape;
}

export const shapes = ["circle", "square", "diamond", "triangle", "hexagon", "plus"] as const;
export type Shape = (typeof shapes)[number];

export const familyLooks: Readonly<Record<Family, FamilyLook>> = {
  network: { title: "Network", colour: "#2f7fd0", shape: "square" },
  payment: { title: "Payment", colour: "#d9660c", shape: "diamond" },
  content: { title: "Prompts", colour: "#0e9272", shape: "triangle" },
  device: { title: "Devices", colour: "#b0529c", shape: "hexagon" },
  contact: { title: "Contact", colour: "#8a7420", shape: "plus" },
};

const kindWords: Readonly<Record<IdentifierKind, readonly [one: string, many: string]>> = {
  ip: ["address", "addresses"],
  ip_prefix: ["network", "networks"],
  payment_instrument: ["card or other instrument", "cards or other instruments"],
  device_id: ["device", "devices"],
  email: ["mailbox", "mailboxes"],
  email_domain: ["mail domain", "mail domains"],
  phone: ["phone number", "phone numbers"],
  prompt_fingerprint: ["prompt", "prompts"],
  prompt_opening: ["prompt opening", "prompt openings"],
  prompt_closing: ["prompt closing", "prompt closings"],
  prompt_body: ["prompt body", "prompt bodies"],
};

export function nameKind(kind: IdentifierKind, count = 1): string {
  return kindWords[kind][count === 1 ? 0 : 1];
}

/** Whether this stands for a value that the key may not see: then it cannot be looked up, or judged. */
export const isMasked = (value: string): boolean => /[•…].*#[0-9a-f]{8}$/.test(value);

export const verdictTitles: Readonly<Record<VerdictKind, string>> = {
  office: "An office",
  university: "A university",
  household: "A household",
  company_card: "A company's card",
  ci: "A firm's build runners",
  carrier: "A mobile carrier",
  vpn: "A VPN",
  gateway: "A gateway",
  public_place: "A public place",
  popular_tool: "A popular tool",
  known_bad: "Known to be bad",
};

/** Verdicts by what they mean for who uses the identifier. */
export const verdictGroups: readonly { readonly title: string; readonly verdicts: readonly VerdictKind[] }[] = [
  {
    title: "Honest people who belong together",
    verdicts: ["office", "university", "household", "company_card", "ci"],
  },
  { title: "Shared by strangers", verdicts: ["carrier", "vpn", "gateway", "public_place", "popular_tool"] },
  { title: "Suspect", verdicts: ["known_bad"] },
];

/** What an identifier of a kind most often turns out to be, if it is harmless. */
export function likelyVerdict(kind: IdentifierKind): VerdictKind {
  if (kind === "ip_prefix") return "carrier";
  if (kind === "email_domain") return "university";
  return likelyVerdicts[identifierKinds[kind].family];
}

const likelyVerdicts: Readonly<Record<Family, VerdictKind>> = {
  network: "office",
  payment: "company_card",
  content: "popular_tool",
  device: "household",
  contact: "household",
};

export const changeTitles: Readonly<Record<RingChangeKind, string>> = {
  appeared: "Appeared",
  split: "Split off",
  merged: "Took in another ring",
  succeeded: "Succeeded another ring",
  returned: "Came back",
  members: "Members changed",
  grown: "Grew",
  risk: "Risk changed",
  flagged: "Flagged",
  released: "No longer flagged",
  dissolved: "Dissolved",
  decided: "Decided",
};

export const statusTitles: Readonly<Record<RingBody["status"], string>> = {
  open: "To review",
  confirmed: "Confirmed abuse",
  dismissed: "Dismissed",
  dissolved: "Gone",
};

const wholeNumber = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const shortNumber = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const dayAndMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const dayMonthYear = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const fullDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** 48,210 */
export const formatCount = (count: number): string => wholeNumber.format(count);

/** 1.9 million, 48,210: as many figures as a person keeps in mind. */
export function formatLarge(count: number): string {
  if (count >= 1e9) return `${shortNumber.format(count / 1e9)} billion`;
  if (count >= 1e6) return `${shortNumber.format(count / 1e6)} million`;
  return formatCount(count);
}

/** 1 account, 412 accounts */
export const formatPlural = (count: number, one: string, many = `${one}s`): string =>
  `${formatLarge(count)} ${count === 1 ? one : many}`;

/** Rounded away from certainty: what is not certain never reads as 100 % or 0 %. */
export function formatRisk(risk: number): string {
  if (risk > 0.999 && risk < 1) return "> 99.9 %";
  if (risk < 0.001 && risk > 0) return "< 0.1 %";
  return `${(risk * 100).toFixed(1)} %`;
}

export const formatShare = (share: number): string => `${Math.round(share * 100)} %`;
export const formatBits = (bits: number): string => `${bits.toFixed(1)} bits`;
export const formatDay = (time: string): string => dayAndMonth.format(new Date(time));
export const formatDate = (time: string): string => dayMonthYear.format(new Date(time));
export const formatMoment = (time: string): string => `${moment.format(new Date(time))} UTC`;
export const formatSeconds = (seconds: number): string =>
  seconds < 90 ? `${seconds.toFixed(1)} s` : `${(seconds / 60).toFixed(1)} min`;

/** agentic_reasoning → agentic reasoning */
export const formatCapability = (name: string): string => name.replaceAll("_", " ");

/** What the sentence on a ring is made of. */
export interface RingFacts {
  readonly memberCount: number;
  readonly requestCount: number;
  readonly firstEventAt: string;
  /** The largest one first; null where the provider named none. */
  readonly capabilities: readonly { readonly capability: string | null; readonly requests: number }[];
  /** Different identifiers of each kind that the members used. */
  readonly identifiers: readonly { readonly kind: IdentifierKind; readonly count: number }[];
}

/** What a ring is, in one sentence made of facts alone. */
export function describeRing(facts: RingFacts): string {
  const { memberCount, requestCount, firstEventAt, capabilities, identifiers } = facts;
  const parts = [
    formatPlural(memberCount, "account"),
    `${formatPlural(requestCount, "request")} since ${fullDay.format(new Date(firstEventAt))}`,
  ];
  const [main] = capabilities;
  if (main && main.capability !== null && requestCount > 0) {
    parts.push(`${formatShare(Math.min(1, main.requests / requestCount))} ${formatCapability(main.capability)}`);
  }
  const countOf = (kind: IdentifierKind) => identifiers.find((each) => each.kind === kind)?.count ?? 0;
  const through = (["ip", "payment_instrument", "device_id"] as const)
    .filter((kind) => countOf(kind) > 0)
    .map((kind) => `${formatLarge(countOf(kind))} ${nameShortly(kind, countOf(kind))}`);
  if (through.length > 0) parts.push(`through ${joinWords(through)}`);
  return `${parts.join(", ")}.`;
}

/** The sentences that weigh most for it, the strongest first. */
export function strongestReasons({ signals }: Pick<RingBody, "signals">, count: number): string[] {
  return signals
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, count)
    .map(({ summary }) => summary);
}

/** generated-mail-names → Generated mail names */
export function nameSignal(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Long identifiers keep their two ends: those are what tells them apart. */
export function shorten(value: string, most = 34): string {
  if (value.length <= most) return value;
  const kept = Math.floor((most - 1) / 2);
  return `${value.slice(0, kept)}…${value.slice(-kept)}`;
}

function nameShortly(kind: IdentifierKind, count: number): string {
  if (kind === "payment_instrument") return count === 1 ? "card" : "cards";
  return nameKind(kind, count);
}

function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
