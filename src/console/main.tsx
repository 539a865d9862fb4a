import { render } from "preact";
import { App } from "./app.tsx";
import { readKey } from "./state.ts";

/** Where the key is kept: gone with the tab. */
const keyName = "ringfence-key";

// An address that brings a key is not left standing where others could read it.
const brought = readKey(location.hash);
if (brought !== undefined) {
  sessionStorage.setItem(keyName, brought);
  history.replaceState(null, "", location.pathname);
}

const keep = {
  read: () => sessionStorage.getItem(keyName) ?? undefined,
  write: (key: string) => sessionStorage.setItem(keyName, key),
  forget: () => sessionStorage.removeItem(keyName),
};

render(<App keep={keep} fetch={window.fetch.bind(window)} />, document.getElementById("console") as HTMLElement);
