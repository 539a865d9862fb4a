import fc from "fast-check";
import { oddText, oddValue, withPrototypeField } from "./odd-values.ts";

/** As much of JSON Schema as the OpenAPI document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
}

export interface SchemaOptions {
  readonly resolve: (reference: string) => Schema;
  /** Out of so many values one is not as the schema has it; 0 for none. */
  readonly oddOneIn: number;
  /** Texts that mean something to the service: ids of what there is. */
  readonly knownTexts: readonly string[];
}

/** Values that a schema allows, more or less: here and there is one that it does not. */
export function fromSchema(schema: Schema, options: SchemaOptions, depth = 0): fc.Arbitrary<unknown> {
  const { oddOneIn } = options;
  const right = rightValue(schema, options, depth);
  if (oddOneIn === 0) return right;
  return fc.oneof({ weight: oddOneIn - 1, arbitrary: right }, { weight: 1, arbitrary: oddValue });
}

function rightValue(schema: Schema, options: SchemaOptions, depth: number): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return rightValue(options.resolve(schema.$ref), options, depth);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => rightValue(choice, options, depth)));
  const types = [schema.type ?? []].flat();
  if (types.length > 1) return fc.oneof(...types.map((type) => rightValue({ ...schema, type }, options, depth)));
  switch (types[0]) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number":
      return numbers(schema, types[0] === "integer");
    case "string":
      return texts(schema, options);
    case "array": {
      const item = fromSchema(schema.items ?? {}, options, depth + 1);
      const least = schema.minItems ?? 0;
      return fc.array(item, { minLength: least, maxLength: Math.max(least, Math.min(schema.maxItems ?? 4, 4)) });
    }
    case "object":
      return objects(schema, options, depth);
    default:
      return oddValue;
  }
}

function numbers({ minimum, maximum, exclusiveMinimum, example }: Schema, isInteger: boolean): fc.Arbitrary<unknown> {
  const min = minimum ?? exclusiveMinimum ?? -1000;
  const max = Math.min(maximum ?? 1_000_000, Number.MAX_SAFE_INTEGER);
  const any = isInteger
    ? fc.integer({ min: Math.max(Math.ceil(min), Number.MIN_SAFE_INTEGER), max })
    : fc.double({ min, max, noNaN: true, noDefaultInfinity: true });
  return example === undefined ? any : fc.oneof(any, fc.constant(example), fc.constantFrom(min, max));
}

function texts(schema: Schema, { knownTexts }: SchemaOptions): fc.Arbitrary<unknown> {
  const { minLength = 0, maxLength = 60, format, pattern, example, examples = [] } = schema;
  const given = [example, ...examples].filter((text) => text !== undefined);
  const fitting = fc.string({ unit: "grapheme", minLength, maxLength: Math.min(Math.max(maxLength, minLength), 60) });
  const choices: fc.Arbitrary<unknown>[] = [];
  if (given.length > 0) choices.push(fc.constantFrom(...given));
  if (format === "date-time") choices.push(moments);
  else if (format === "uri")
    choices.push(fc.constantFrom("https://hooks.invalid/a", "http://127.0.0.1:9/", "ftp://a.invalid"));
  else if (pattern === undefined) choices.push(fitting, fc.constantFrom("1", ...knownTexts));
  return choices.length === 0 ? oddText : fc.oneof(...choices);
}

const moments = fc
  .date({ min: new Date("1970-01-01T00:00:00Z"), max: new Date("9999-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString());

function objects(schema: Schema, options: SchemaOptions, depth: number): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const names = Object.keys(properties);
  const requiredKeys = names.filter((name) => required.includes(name));
  const fields = Object.fromEntries(
    names.map((name) => [name, fromSchema(properties[name] as Schema, options, depth + 1)]),
  );
  const plain = fc.record(fields, { requiredKeys, noNullPrototype: true });
  if (typeof additionalProperties === "object" && depth < 4) {
    const more = fc.dictionary(fc.string({ maxLength: 10 }), fromSchema(additionalProperties, options, depth + 1), {
      maxKeys: 3,
    });
    return fc.tuple(plain, more).map(([known, added]) => ({ ...added, ...known }));
  }
  if (options.oddOneIn === 0) return plain;
  return fc.oneof(
    { weight: options.oddOneIn * 2, arbitrary: plain },
    { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [], noNullPrototype: true }) },
    {
      weight: 1,
      arbitrary: fc.tuple(plain, oddText, oddValue).map(([value, name, odd]) => ({ ...value, [name]: odd })),
    },
    { weight: 1, arbitrary: fc.tuple(plain, oddValue).map(([value, odd]) => withPrototypeField(value, odd)) },
  );
}
