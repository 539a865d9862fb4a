import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Api } from "./api.ts";
import type { Route } from "./state.ts";

/** Something to be told to whoever looks or listens, perhaps with a way back. */
export interface Notice {
  readonly text: string;
  readonly undo?: (() => void) | undefined;
}

/** What every panel may use. */
export interface Console {
  readonly api: Api;
  readonly route: Route;
  go(route: Route): void;
  /** Like `go`, but the way back leads to where one came from. */
  amend(route: Route): void;
  announce(notice: Notice): void;
  signOut(): void;
}

export const ConsoleContext = createContext<Console | undefined>(undefined);

export function useConsole(): Console {
  const found = useContext(ConsoleContext);
  if (!found) throw new Error("A panel needs the console around it");
  return found;
}
