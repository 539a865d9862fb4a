import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describeService } from "../../src/app.ts";

// Writes the OpenAPI document into a file, for programs that read one.
const [path = "openapi.json"] = process.argv.slice(2);
mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, `${JSON.stringify(describeService(), null, 2)}\n`);
