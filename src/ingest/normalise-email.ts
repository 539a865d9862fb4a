import { domainToASCII } from "node:url";

export interface NormalisedEmail {
  /** `local@domain`, the one form of all addresses that reach this mailbox. Only its hash may be kept. */
  readonly mailbox: string;
  readonly domain: string;
}

const gmailDomains = new Set(["gmail.com", "googlemail.com"]);
const hostName = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;

/** A mail address in its one form; undefined where the text is none. Tags (`ada+1@`) and, at Gmail, dots are not part of a mailbox. */
export function normaliseEmail(text: string): NormalisedEmail | undefined {
  const trimmed = text.trim().normalize("NFKC").toLowerCase();
  const at = trimmed.lastIndexOf("@");
  const local = trimmed.slice(0, at);
  if (at < 1 || /[\s@]/.test(local)) return undefined;
  const written = trimmed.slice(at + 1).replace(/\.$/, "");
  // domainToASCII reads a host as a URL does: it would stop at a slash and take what stands before it.
  const domain = /^[\p{L}\p{M}\p{N}._-]+$/u.test(written) ? domainToASCII(written) : "";
  if (domain.length > 253 || !hostName.test(domain)) return undefined;
  const isGmail = gmailDomains.has(domain);
  const untagged = withoutTag(local);
  const mailbox = isGmail ? untagged.replaceAll(".", "") || untagged : untagged;
  return { mailbox: `${mailbox}@${isGmail ? "gmail.com" : domain}`, domain: isGmail ? "gmail.com" : domain };
}

/** A plus at the very start is a name, not a tag. */
function withoutTag(local: string): string {
  const plus = local.indexOf("+");
  return plus > 0 ? local.slice(0, plus) : local;
}
