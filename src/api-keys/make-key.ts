/** 192 bits of chance, in characters that a double click selects as one word. */
export function makeKey(randomBytes: (size: number) => Buffer): string {
  return `rf_${randomBytes(24).toString("hex")}`;
}

/** Whether a key looks as one that was made here. Other keys people chose, so that they might be guessed. */
export function isMadeKey(key: string): boolean {
  return /^rf_[0-9a-f]{48}$/.test(key);
}

/** A key's id: 64 bits of its hash, which lead back to nothing. */
export function keyIdOf(hash: Buffer): string {
  return `key_${hash.toString("hex", 0, 8)}`;
}
