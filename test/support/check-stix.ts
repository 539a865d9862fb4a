// What STIX 2.1 (OASIS Standard, 10 June 2021) demands of the objects that we write, read out of the text and not out of our own schema.

type Json = Readonly<Record<string, unknown>>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const timestamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const millisecondTimestamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Required besides what all have in common: section 4 for domain objects, 5 for relationships, 6 for observables, 7 for meta objects. */
const required: Readonly<Record<string, readonly string[]>> = {
  identity: ["name"],
  grouping: ["context", "object_refs"],
  indicator: ["pattern", "pattern_type", "valid_from"],
  "observed-data": ["first_observed", "last_observed", "number_observed", "object_refs"],
  relationship: ["relationship_type", "source_ref", "target_ref"],
  "extension-definition": ["created_by_ref", "schema", "name", "version", "extension_types"],
  "marking-definition": ["definition_type", "definition"],
  "ipv4-addr": ["value"],
  "ipv6-addr": ["value"],
  "domain-name": ["value"],
};
const observables = ["ipv4-addr", "ipv6-addr", "domain-name"];

/** Everything in a bundle that is not as STIX 2.1 has it, in sentences. */
export function checkStix(bundle: Json): string[] {
  const objects = (bundle.objects ?? []) as Json[];
  const ids = new Map(objects.map((object) => [object.id, object]));
  // Section 8: a bundle has type, id and objects, and nothing that says a version.
  const faults = Object.keys(bundle).join() === "type,id,objects" ? [] : [`the bundle has ${Object.keys(bundle)}`];
  if (bundle.type !== "bundle" || !isId(bundle.id, "bundle")) faults.push("the bundle's type or id is wrong");
  if (objects.length === 0) faults.push("a list must not be empty");
  if (ids.size < objects.length) faults.push("two objects have one id");
  return [...faults, ...objects.flatMap((object) => checkObject(object, ids).map((fault) => `${object.id} ${fault}`))];
}

function checkObject(object: Json, ids: ReadonlyMap<unknown, Json>): string[] {
  const type = object.type as string;
  const faults: string[] = [];
  const has = (is: boolean, fault: string) => void (is || faults.push(fault));
  has(isId(object.id, type), "has an id that is not type--UUID");
  has(object.spec_version === "2.1", "has another version");
  const extension = Object.entries((object.extensions ?? {}) as Record<string, Json>)[0];
  const isObservable = observables.includes(type) || extension?.[1].extension_type === "new-sco";
  has(type in required || extension !== undefined, "is of a type that STIX has not, without an extension");
  if (extension) {
    has(ids.get(extension[0])?.type === "extension-definition", "names an extension that is not defined");
    has(!type.startsWith("x-"), "is extended and of a custom type at once");
  }
  if (isObservable) {
    // Section 2.9: UUIDv5 out of the contributing properties; 3.1: observables have neither of these.
    has(uuid.exec((object.id as string).split("--")[1] ?? "")?.[1] === "5", "is an observable whose id is no UUIDv5");
    for (const name of ["created", "modified", "created_by_ref", "confidence", "labels"]) {
      has(!(name in object), `is an observable with ${name}`);
    }
  } else if (type === "marking-definition") {
    has(timestamp.test(object.created as string) && !("modified" in object), "has odd times");
  } else {
    // 3.2: precise to the millisecond; modified is not before created.
    for (const name of ["created", "modified"]) has(millisecondTimestamp.test(object[name] as string), `lacks ${name}`);
    has((object.modified as string) >= (object.created as string), "is modified before it is created");
  }
  for (const name of required[type] ?? []) has(object[name] !== undefined, `lacks ${name}`);
  for (const [name, value] of Object.entries(object)) {
    // 3.1: names in lower case, 3 to 250 characters; no empty list, no null.
    has(/^[a-z][a-z0-9_]{2,249}$/.test(name) || name === "id", `has the name ${name}`);
    has(value !== null && !(Array.isArray(value) && value.length === 0), `has nothing in ${name}`);
    if (name.endsWith("_ref")) has(ids.has(value), `refers to nothing with ${name}`);
    if (name.endsWith("_refs")) for (const id of value as unknown[]) has(ids.has(id), `refers to nothing with ${name}`);
  }
  const { confidence = 0 } = object as { confidence?: number };
  has(Number.isInteger(confidence) && confidence >= 0 && confidence <= 100, "has an odd confidence");
  if (type === "indicator") {
    has(timestamp.test(object.valid_from as string), "has an odd valid_from");
    has((object.valid_until as string) > (object.valid_from as string), "ends before it begins");
    has(object.pattern_type === "stix" && /^\[.+\]$/.test(object.pattern as string), "has an odd pattern");
  }
  if (type === "observed-data") {
    has(timestamp.test(object.first_observed as string), "has an odd first_observed");
    has((object.last_observed as string) >= (object.first_observed as string), "was last observed before first");
    has(
      Number(object.number_observed) >= 1 && Number(object.number_observed) <= 999_999_999,
      "was observed oddly often",
    );
    for (const id of object.object_refs as string[])
      has(!(ids.get(id) && "created" in (ids.get(id) as Json)), `observed ${id}`);
  }
  if (type === "grouping") {
    has(
      ["suspicious-activity", "malware-analysis", "unspecified"].includes(object.context as string),
      "has an odd context",
    );
  }
  if (type === "relationship" && object.relationship_type === "based-on") {
    has(ids.get(object.source_ref)?.type === "indicator", "is based on by no indicator");
    has(ids.get(object.target_ref)?.type === "observed-data", "is based on no observed data");
  }
  return faults;
}

const isId = (id: unknown, type: string): boolean => {
  const [own, rest = ""] = String(id).split("--");
  return own === type && uuid.test(rest);
};
