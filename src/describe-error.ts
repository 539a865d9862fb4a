/**
 * An error as it may be logged. Errors of Postgres carry rows in further properties, and where a value was refused also in their message: only
 * what says nothing of anybody is kept.
 */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const isAboutValue = typeof code === "string" && /^2[23]\w{3}$/.test(code);
  const message = isAboutValue
    ? `Postgres refused a value (${code}, ${String(constraint ?? "no constraint")})`
    : error.message;
  const stack = error.stack?.replace(error.message, () => message);
  return {
    type: error.name,
    message,
    code,
    stack,
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
