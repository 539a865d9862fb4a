import { createHash } from "node:crypto";
import { takeViews, type View } from "./take-views.ts";

/** A way of taking views. Its values carry its number, so that they never meet those of another. */
export interface FingerprintVersion {
  readonly number: number;
  readonly takeViews: (text: string) => readonly View[];
}

/** Those that are made now. Two stand here while one takes over from the other; see docs/decisions. */
const currentVersions: readonly FingerprintVersion[] = [{ number: 1, takeViews }];

/**
 * The fingerprints of a prompt: what an event's `prompt_fingerprint` takes, so that the text need not leave the provider. They are
 * the same that the service makes of an event's `prompt`. Nothing of the text can be read from them, but who has the text can
 * make them again.
 *
 * @param text of any length and script; of more than 16,000 characters, the first and the last 8,000 are read
 * @returns up to eight, each like `1:opening:` and 22 characters; none for a text that says too little, such as "thanks a lot"
 */
export function fingerprintPrompt(text: string): string[] {
  return fingerprintWith(currentVersions, text);
}

/** The fingerprints that several versions make of one prompt, side by side. */
export function fingerprintWith(versions: readonly FingerprintVersion[], text: string): string[] {
  return versions.flatMap(({ number, takeViews }) =>
    takeViews(text).map(({ name, content }) => `${number}:${name}:${digest(`${name}:${content}`)}`),
  );
}

/** The first 128 bits of SHA-256. */
function digest(content: string): string {
  return createHash("sha256").update(content).digest().toString("base64url", 0, 16);
}
