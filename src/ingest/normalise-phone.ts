const punctuation = /[\s().\-/\u2010-\u2015\u00a0]/g;

/** A phone number as its digits, with a + where it has a country code; undefined where the text is none. */
export function normalisePhone(text: string): string | undefined {
  const compact = text.replace(punctuation, "").replace(/^00/, "+");
  return /^\+?\d{7,15}$/.test(compact) ? compact : undefined;
}
