import { useEffect } from "preact/hooks";

/** What keys do, by what they write. */
export type KeyActions = Readonly<Record<string, (() => void) | undefined>>;

/**
 * Single keys as commands. Silent while somebody writes, while a dialog is open, and together with Ctrl, Alt or Meta.
 *
 * @param isInner whether these come before those of the page around
 */
export function useKeys(actions: KeyActions, isInner = false): void {
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
    document.addEventListener("keydown", listen, { capture: isInner });
    return () => document.removeEventListener("keydown", listen, { capture: isInner });
  });
}

/** A box that is ticked takes no letters. */
const writable = 'input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, select, [contenteditable]';

function isTaken(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(writable) !== null;
}
