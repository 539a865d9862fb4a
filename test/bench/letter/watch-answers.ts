import { setTimeout as sleep } from "node:timers/promises";
import type { ApiClient } from "../../../src/demo/api-client.ts";
import { quantile } from "../../../src/graph/quantile.ts";
import type { BuiltService } from "../start-built-service.ts";

const pauseMilliseconds = 50;

/** How a service answered while it worked on something. */
export interface Answers {
  readonly reads: number;
  /** Of a page of rings, seen by a client on the same cores. */
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  readonly longestMilliseconds: number;
  /** The longest that the service's event loop stood still. */
  readonly loopMilliseconds: number;
}

/** Reads a page of rings twenty times a second, one after the other, while something is done. */
export async function watchAnswers<T>(
  service: Pick<BuiltService, "url">,
  adminKey: string,
  api: ApiClient,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly answers: Answers }> {
  await readLoopLag(service, adminKey); // begins anew with each reading
  const milliseconds: number[] = [];
  let isOver = false;
  const reading = (async () => {
    while (!isOver) {
      const startedAt = performance.now();
      await api.get("/v1/rings?limit=20");
      milliseconds.push(performance.now() - startedAt);
      await sleep(pauseMilliseconds);
    }
  })();
  try {
    const result = await work();
    isOver = true;
    await reading;
    const ascending = milliseconds.sort((a, b) => a - b);
    const answers = {
      reads: ascending.length,
      p50Milliseconds: quantile(ascending, 0.5),
      p99Milliseconds: quantile(ascending, 0.99),
      longestMilliseconds: ascending.at(-1) ?? Number.NaN,
      loopMilliseconds: await readLoopLag(service, adminKey),
    };
    return { result, answers };
  } finally {
    isOver = true;
    await reading.catch(() => {}); // what the work says is worth more
  }
}

/** Milliseconds since the reading before. */
async function readLoopLag({ url }: Pick<BuiltService, "url">, adminKey: string): Promise<number> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${adminKey}` } });
  const page = await answer.text();
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(page)?.[1]) * 1000;
}
