import { expect, test } from "vitest";
import { describeService } from "../../src/app.ts";
import { createValidators } from "../support/check-answer.ts";

interface Media {
  readonly schema: object;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
type Contents = { readonly content?: Readonly<Record<string, Media>> } | undefined;
type Operation = { readonly requestBody?: Contents; readonly responses: Readonly<Record<string, Contents>> };

const document = JSON.parse(JSON.stringify(describeService())) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const validatorOf = createValidators(document);

const bodies = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, { requestBody, responses }]) =>
    [["body", requestBody] as const, ...Object.entries(responses)].flatMap(([which, body]) =>
      Object.entries(body?.content ?? {})
        .filter(([type]) => type.endsWith("json"))
        .map(([, media]) => ({ name: `${method} ${path} ${which}`, media })),
    ),
  ),
);

test("every body of every operation has an example, and it is as the schema says", () => {
  expect(bodies.length).toBeGreaterThan(300);
  const faults = bodies.flatMap(({ name, media }) => {
    const examples = media.examples ? Object.values(media.examples).map(({ value }) => value) : [media.example];
    const validate = validatorOf(media.schema);
    return examples.flatMap((example) => {
      if (example === undefined) return [`${name} has no example`];
      if (validate(example)) return [];
      return (validate.errors ?? []).map(({ instancePath, message }) => `${name} ${instancePath} ${message}`);
    });
  });
  expect(faults).toEqual([]);
});

test("examples say something: no text in them is a placeholder", () => {
  const empty = bodies.flatMap(({ name, media }) => placeholdersIn(media.example).map((place) => `${name} ${place}`));
  expect(empty).toEqual([]);
});

function placeholdersIn(value: unknown, place = ""): string[] {
  if (value === "string" || value === "http://example.com") return [place];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => placeholdersIn(inner, `${place}/${key}`));
}
