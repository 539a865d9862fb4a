import { useEffect } from "preact/hooks";

/** Does something again and again while a panel is shown, and the page is looked at. */
export function usePoll(action: () => void, milliseconds: number, isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") action();
    }, milliseconds);
    return () => clearInterval(timer);
  }, [action, milliseconds, isWanted]);
}
