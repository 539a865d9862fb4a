import { useEffect } from "preact/hooks";

/** What keys do, by what they write. */
export type KeyActions = Readonly<Record<string, (() => void) | undefined>>;

/** Single keys as commands. Silent while somebody writes, while a dialog is open, and together with Ctrl, Alt or Meta. */
export function useKeys(actions: KeyActions): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      if (isTaken(event.target) || document.querySelector("dialog[open]")) return;
      const action = actions[event.key];
      // Enter on a link or a button is its own.
      if (!action || (event.key === "Enter" && (event.target as Element).closest("a, button, summary"))) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  });
}

function isTaken(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}
