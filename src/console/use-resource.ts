import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { ApiProblem, type Page } from "./api.ts";

/** What is asked for: not there yet, there, or refused. */
export type Resource<Value> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: Value }
  | { readonly state: "failed"; readonly problem: ApiProblem };

export interface Loading<Value> {
  readonly resource: Resource<Value>;
  /** Asks again; what is shown stays until the answer is there. */
  reload(): void;
  /** Shows this from now on: what a change answered with. */
  replace(value: Value): void;
}

/**
 * Asks for something when a panel is shown, and again whenever an input changes.
 *
 * @param inputs what the question depends on
 */
export function useResource<Value>(
  load: (signal: AbortSignal) => Promise<Value>,
  inputs: readonly unknown[],
): Loading<Value> {
  const [resource, setResource] = useState<Resource<Value>>({ state: "loading" });
  const [round, setRound] = useState(0);
  const shownFor = useRef<readonly unknown[]>(inputs);
  useEffect(() => {
    const abort = new AbortController();
    if (shownFor.current.some((input, place) => input !== inputs[place])) setResource({ state: "loading" });
    shownFor.current = inputs;
    load(abort.signal).then(
      (value) => !abort.signal.aborted && setResource({ state: "ready", value }),
      (error) => !abort.signal.aborted && setResource({ state: "failed", problem: toProblem(error) }),
    );
    return () => abort.abort();
  }, [...inputs, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const replace = useCallback((value: Value) => setResource({ state: "ready", value }), []);
  return { resource, reload, replace };
}

export interface Pages<Item> extends Loading<readonly Item[]> {
  /** Asks for the next page; undefined when there is none. */
  readonly more: (() => void) | undefined;
}

/** A list page by page: the first at once, the others when asked for. */
export function usePages<Item>(
  loadPage: (cursor: string | undefined, signal?: AbortSignal) => Promise<Page<Item>>,
  inputs: readonly unknown[],
): Pages<Item> {
  const [following, setFollowing] = useState<{ items: readonly Item[]; cursor: string | null }>();
  const {
    resource: first,
    reload,
    replace: replaceFirst,
  } = useResource((signal) => loadPage(undefined, signal), inputs);
  useEffect(() => setFollowing(undefined), [first]);
  const replace = (items: readonly Item[]) => replaceFirst({ data: items, next_cursor: null });
  if (first.state !== "ready") return { resource: first, reload, replace, more: undefined };
  const cursor = following ? following.cursor : first.value.next_cursor;
  const more = async () => {
    const page = await loadPage(cursor ?? undefined).catch(() => undefined);
    if (page) setFollowing({ items: [...(following?.items ?? []), ...page.data], cursor: page.next_cursor });
  };
  const value = following ? [...first.value.data, ...following.items] : first.value.data;
  return {
    resource: { state: "ready", value },
    reload,
    replace,
    more: cursor === null ? undefined : () => void more(),
  };
}

/** A bug of ours is shown like a refusal: a panel that stays empty without a word helps nobody. */
export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem(0, "console-failed", `The console itself failed: ${String(error)}`);
}
