/** What is to be laid out: nodes by number, and the weighted edges between them. */
export interface LayoutOrder {
  readonly count: number;
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float32Array;
}

/** Where the nodes stand: x and y of each, one after the other. */
export interface LayoutStep {
  readonly positions: Float32Array;
  readonly isLast: boolean;
}

/**
 * Lays a picture out in a worker.
 *
 * @returns stops it
 */
export function layOut(order: LayoutOrder, onStep: (step: LayoutStep) => void): () => void {
  const worker = new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<LayoutStep>) => {
    onStep(data);
    if (data.isLast) worker.terminate();
  });
  worker.postMessage(order);
  return () => worker.terminate();
}
