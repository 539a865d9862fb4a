/** Stand for what varies between uses of one template. No word can look like them, because no word has an angle bracket. */
export const masks = {
  quote: "<quote>",
  slot: "<slot>",
  name: "<name>",
  number: "<number>",
  link: "<link>",
  list: "<list>",
  options: "<options>",
} as const;

export type Mask = (typeof masks)[keyof typeof masks];

export const isMask = (token: string): boolean => token.startsWith("<");
