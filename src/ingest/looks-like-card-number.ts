/**
 * Whether a token could be a card number: 13 - 19 digits, spaces and dashes aside, that pass the Luhn check.
 *
 * One in ten numeric tokens of that length passes by chance. They are refused as well: a stored card number is worse.
 */
export function looksLikeCardNumber(token: string): boolean {
  if (token.length < 13 || /[a-z]/i.test(token)) return false; // nearly every token, told in no time
  const digits = token.normalize("NFKC").replace(/[\s\p{Pd}]/gu, "");
  return /^\d{13,19}$/.test(digits) && passesLuhn(digits);
}

/** @see ISO/IEC 7812-1, annex B */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    const doubled = digit * 2;
    sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
