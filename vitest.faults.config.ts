import { defineConfig } from "vitest/config";

/** The faults, as often as they are to be shown; `npm test` shows each a few times. One file after the other: each has its own processes. */
export default defineConfig({
  test: {
    include: ["test/faults/**/*.test.ts"],
    setupFiles: ["test/support/check-every-answer.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    env: { RINGFENCE_FAULTS: "all" },
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 60_000,
  },
});
