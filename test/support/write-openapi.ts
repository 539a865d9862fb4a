import { writeFileSync } from "node:fs";
import { describeService } from "../../src/app.ts";

// Writes the OpenAPI document into a file, for programs that read one.
const [path = "openapi.json"] = process.argv.slice(2);
writeFileSync(path, `${JSON.stringify(describeService(), null, 2)}\n`);
