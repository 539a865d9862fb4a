/** The memory of all columns in some plain data, each piece once: to be handed to another thread instead of copied. */
export function listBuffers(value: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const look = (at: unknown): void => {
    if (ArrayBuffer.isView(at)) {
      if (at.buffer instanceof ArrayBuffer) buffers.add(at.buffer);
    } else if (Array.isArray(at)) {
      // Where the first is a number or a text, all are.
      if (typeof at[0] === "object" || at[0] === undefined) for (const one of at) look(one);
    } else if (isPlain(at)) for (const one of Object.values(at)) look(one);
  };
  look(value);
  return [...buffers];
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
