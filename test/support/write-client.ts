import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeClientSource } from "./client-source.ts";

// `npm run client`
writeFileSync(join(import.meta.dirname, "../../clients/typescript/ringfence.ts"), await makeClientSource());
