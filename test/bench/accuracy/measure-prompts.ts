import { join } from "node:path";
import { type LabelledPrompt, measurePrompts, type PromptFigures } from "./prompts.ts";
import { readJsonLines } from "./read-data.ts";

export interface PromptsTask {
  /** Holds `prompts.ndjson.gz`. */
  readonly folder: string;
}

export async function measurePromptsIn({ folder }: PromptsTask): Promise<PromptFigures> {
  return measurePrompts(await readJsonLines<LabelledPrompt>(join(folder, "prompts.ndjson.gz")));
}
