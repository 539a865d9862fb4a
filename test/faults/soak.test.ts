import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { useTestDatabase } from "../support/test-database.ts";
import { soak } from "./support/soak.ts";

const service = useTestDatabase();

/** An hour of it is `npm run soak -- --minutes 60`. Memory is read from /proc. */
test.skipIf(!existsSync("/proc/self/status"))(
  "twenty seconds of ingest, runs, reads and a receiver: nothing lost, memory and connections flat",
  async () => {
    const figures = await soak(service.url, 20, () => {});
    expect(figures.faults).toEqual([]);
    expect(figures.eventsAccepted).toBeGreaterThan(1000);
    expect(figures.p99Milliseconds.read).toBeLessThan(5000);
  },
  180_000,
);
