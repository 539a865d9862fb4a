import { spawnSync } from "node:child_process";
import { Command } from "commander";

// The same test as in `npm test`, with as many requests as one likes.
const options = new Command("test:fuzz")
  .description("send made-up requests to all routes")
  .option("--requests <count>", "how many", "100000")
  .option("--seed <seed>", "of an earlier run, to have the same requests again")
  .option("--path <path>", "of a failure, to have that one alone")
  .parse()
  .opts<{ requests: string; seed?: string; path?: string }>();

const env = {
  ...process.env,
  FUZZ_REQUESTS: options.requests,
  ...(options.seed === undefined ? {} : { FUZZ_SEED: options.seed }),
  ...(options.path === undefined ? {} : { FUZZ_PATH: options.path }),
};
const { status } = spawnSync("npx", ["vitest", "run", "test/fuzz"], { env, stdio: "inherit" });
process.exitCode = status ?? 1;
