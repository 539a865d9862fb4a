import { sample } from "openapi-sampler";
import type { OpenApiDocument } from "./openapi.ts";

interface Media {
  schema?: Parameters<typeof sample>[0];
  example?: unknown;
  examples?: unknown;
}
type Contents = { content?: Record<string, Media> };
interface Operation {
  requestBody?: Contents;
  responses?: Record<string, Contents>;
}

const methods = ["get", "put", "post", "delete", "patch"] as const;

/**
 * Gives each body of the document an example where it has none: made of its schema, with the examples of the schema's fields. So every
 * operation has one, those that are still to come too.
 */
export function addExamples(document: OpenApiDocument): OpenApiDocument {
  const items = [...Object.values(document.paths ?? {}), ...Object.values(document.webhooks ?? {})];
  for (const item of items as Record<(typeof methods)[number], Operation | undefined>[]) {
    for (const method of methods) {
      const operation = item[method];
      for (const body of [operation?.requestBody, ...Object.values(operation?.responses ?? {})]) {
        for (const [type, media] of Object.entries(body?.content ?? {})) {
          if (type.endsWith("json")) addExample(media, document);
        }
      }
    }
  }
  return document;
}

function addExample(media: Media, document: OpenApiDocument): void {
  if (media.example !== undefined || media.examples !== undefined || media.schema === undefined) return;
  media.example = sample(media.schema, { quiet: true }, document);
}
