/** Who does something: a caller with a key, or somebody at the command line. */
export interface Actor {
  /** Name of the key, or of who sits at the command line. */
  readonly name: string;
  /** Id of the key; null at the command line. */
  readonly keyId: string | null;
}
