import { addExamples } from "./add-examples.ts";
import { createDocument, type ZodOpenApiPathsObject } from "zod-openapi";
import { describeWebhooks } from "./describe-webhooks.ts";

export type OpenApiDocument = ReturnType<typeof createDocument>;

/**
 * The OpenAPI 3.1 document, made of the schemas that validate.
 *
 * @throws {Error} when two route files describe the same path
 */
export function describeApi(modules: readonly { readonly paths: ZodOpenApiPathsObject }[]): OpenApiDocument {
  const document = createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "Ringfence",
        version: "1.0.0",
        description:
          "Takes in the sign-up and usage events of an AI provider and finds rings of fake accounts, with evidence that a person can check.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/" }],
      // The scope that an operation needs stands in its own `security`.
      security: [{ key: [] }],
      components: {
        securitySchemes: { key: { type: "http", scheme: "bearer", description: "A key: `rf_…`." } },
      },
      paths: joinPaths(modules),
      webhooks: describeWebhooks(),
    },
    { override: tidySchema },
  );
  return addExamples(document);
}

/** What a constant of a policy is counted in: a word of ours, so it goes by a name that extensions have. */
function tidySchema({ jsonSchema }: { jsonSchema: object & { unit?: unknown; readOnly?: unknown } }): void {
  // Zod says so of what our code must not change; in the document it would mean that nobody may send it.
  delete jsonSchema.readOnly;
  if (jsonSchema.unit === undefined) return;
  Object.assign(jsonSchema, { "x-unit": jsonSchema.unit });
  delete jsonSchema.unit;
}

function joinPaths(modules: readonly { readonly paths: ZodOpenApiPathsObject }[]): ZodOpenApiPathsObject {
  const joined: ZodOpenApiPathsObject = {};
  for (const { paths } of modules) {
    for (const [path, item] of Object.entries(paths)) {
      if (path in joined) throw new Error(`Two route files describe ${path}`);
      joined[path as keyof ZodOpenApiPathsObject] = item;
    }
  }
  return joined;
}
