import { setTimeout as sleep } from "node:timers/promises";

/** Waits until something is so. @throws when it is not so in time */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  mostMilliseconds = 20_000,
  pauseMilliseconds = 25,
): Promise<void> {
  const end = Date.now() + mostMilliseconds;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`Not so after ${mostMilliseconds} ms: ${isSo}`);
    await sleep(pauseMilliseconds);
  }
}
