import { Dialog } from "./dialog.tsx";

const keys: readonly (readonly [string, string])[] = [
  ["j  k", "down and up in a list"],
  ["Enter", "open what is selected"],
  ["c", "confirm a ring as abuse"],
  ["d", "dismiss a ring"],
  ["u", "take a decision back"],
  ["/", "search"],
  ["r", "back to the queue"],
  ["Esc", "close, or let go of what is in focus"],
  ["?", "this page"],
];

/** All keys, and the four words that a newcomer needs. */
export function KeysHelp({ onClosed }: { readonly onClosed: () => void }) {
  return (
    <Dialog title="Keys, and how to read this" onClosed={onClosed}>
      <dl class="keys">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              {key.split("  ").map((each) => (
                <kbd key={each}>{each}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <h3>How to read a ring</h3>
      <p>
        A <b>ring</b> is a group of accounts that use the same rare things. Its <b>risk</b> is the probability that one
        hand runs them for abuse: sign-ups, rhythms and sharing that speak for it or against it, added up as weights.
      </p>
      <p>
        How much it says to share something is counted in <b>bits</b>: a card that two accounts in a million use says
        much, a carrier's address that thousands use says nothing. An identifier of which you say that it is an office's
        or a carrier's <b>ties nobody</b> from the next run on.
      </p>
    </Dialog>
  );
}
