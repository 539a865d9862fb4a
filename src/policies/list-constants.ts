import { z } from "zod";
import type { ConstantNote } from "./schema/constants.ts";
import { PolicySchema } from "./schema/policy.ts";

/** One constant of the policy, as people read about it. */
export interface PolicyConstant extends ConstantNote {
  /** Where it stands: `signals.mesh.weight`; `[]` behind a list of several. */
  readonly name: string;
}

interface JsonSchema {
  readonly type?: string;
  readonly unit?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
}

/** Every constant of the policy, in the order of the document. One that says neither unit nor meaning has empty texts. */
export function listConstants(): PolicyConstant[] {
  return listIn(z.toJSONSchema(PolicySchema) as JsonSchema, "");
}

function listIn({ properties, items, unit = "", description = "" }: JsonSchema, name: string): PolicyConstant[] {
  if (properties) {
    const prefix = name === "" ? "" : `${name}.`;
    return Object.entries(properties).flatMap(([own, schema]) => listIn(schema, `${prefix}${own}`));
  }
  if (items?.properties) return listIn(items, `${name}[]`);
  return [{ name, unit, description }];
}
