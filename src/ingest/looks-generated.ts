/** Changes between letters and digits, with nothing in between. People write a name and a year: one change, or two. */
const fewestChanges = 3;
const change = /(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])/g;

/**
 * Whether the local part of a mail address looks drawn by a program, as `8f3ac91b` does and `ada.lovelace1815` does not.
 *
 * All that is kept of a local part besides its keyed hash is this one answer, which fits thousands of names. Now and then it is wrong
 * of a person; of a group it tells, because no group of people has it in common.
 *
 * @param local in small letters, without a tag
 */
export function looksGenerated(local: string): boolean {
  return (local.match(change)?.length ?? 0) >= fewestChanges;
}
