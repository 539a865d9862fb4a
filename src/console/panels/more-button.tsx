import type { ComponentChildren } from "preact";
import type { Pages } from "../use-resource.ts";

interface MoreButtonProps {
  readonly of: Pick<Pages<unknown>, "more">;
  readonly children: ComponentChildren;
}

/** Asks for the next page of a list, as long as there is one. */
export function MoreButton({ of: { more }, children }: MoreButtonProps) {
  if (!more) return null;
  return (
    <button type="button" class="more" onClick={more}>
      {children}
    </button>
  );
}
