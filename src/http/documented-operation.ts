const methods = ["get", "put", "post", "delete", "patch"] as const;

/** What the OpenAPI document says of a method of a path: as much of it as requests are checked against. */
export interface DocumentedOperation {
  readonly parameters?: readonly { readonly in?: string; readonly name?: string }[];
}

export interface DocumentedPath {
  /** By method, in capitals. HEAD is GET without the body. */
  readonly operations: ReadonlyMap<string, DocumentedOperation>;
}

/**
 * Finds what the OpenAPI document says of a request's path.
 *
 * @param paths of the document
 */
export function findDocumentedPaths(
  paths: Readonly<Record<string, object>>,
): (path: string) => DocumentedPath | undefined {
  const known = Object.entries(paths).map(([path, item]) => ({
    pattern: new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{[^}]+\}/g, "[^/]+")}/?$`),
    operations: operationsOf(item as Readonly<Record<string, DocumentedOperation>>),
  }));
  return (path) => known.find(({ pattern }) => pattern.test(path));
}

function operationsOf(item: Readonly<Record<string, DocumentedOperation>>): Map<string, DocumentedOperation> {
  const operations = new Map<string, DocumentedOperation>();
  for (const method of methods) {
    const operation = item[method];
    if (operation) operations.set(method.toUpperCase(), operation);
  }
  const get = operations.get("GET");
  if (get) operations.set("HEAD", get);
  return operations;
}
