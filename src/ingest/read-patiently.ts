interface Reading {
  readonly patienceMilliseconds: number;
  readonly onChunk: (chunk: Buffer) => Promise<void>;
  /** Nothing has come for as long as the patience lasts. */
  readonly onPause: () => Promise<void>;
}

/**
 * Reads a stream to its end, one chunk after the other.
 *
 * @returns whether it ended or broke off; what it broke off with is of no use to anybody
 * @throws what `onChunk` and `onPause` throw
 */
export async function readPatiently(
  source: AsyncIterable<Buffer>,
  { patienceMilliseconds, onChunk, onPause }: Reading,
): Promise<"whole" | "broken"> {
  const chunks = source[Symbol.asyncIterator]();
  for (;;) {
    const next = chunks.next();
    if (await isSlow(next, patienceMilliseconds)) await onPause();
    let result: IteratorResult<Buffer>;
    try {
      result = await next;
    } catch {
      return "broken";
    }
    if (result.done) return "whole";
    await onChunk(result.value);
  }
}

/** Whether the chunk takes longer than the patience lasts. Never throws; the chunk's own failure is for who awaits it. */
async function isSlow(next: Promise<unknown>, patienceMilliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), patienceMilliseconds);
  });
  const arrival = next.then(
    () => false,
    () => false,
  );
  const slow = await Promise.race([arrival, patience]);
  clearTimeout(timer);
  return slow;
}
