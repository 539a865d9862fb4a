import { useEffect, useMemo, useState } from "preact/hooks";
import { Api } from "./api.ts";
import { ConsoleContext, type Notice } from "./console-context.ts";
import { Frame } from "./panels/frame.tsx";
import { PageOf } from "./panels/page-of.tsx";
import { SignIn } from "./panels/sign-in.tsx";
import { type Route, readRoute, writeRoute } from "./state.ts";

interface AppProps {
  readonly keep: { read(): string | undefined; write(key: string): void; forget(): void };
  readonly fetch: typeof fetch;
}

/** The console: a key, an address, and the page that the address names. */
export function App({ keep, fetch }: AppProps) {
  const [key, setKey] = useState(keep.read());
  const [refusal, setRefusal] = useState<string>();
  const [route, amend] = useRoute();
  const [notice, announce] = useState<Notice>();

  const signOut = (reason?: string) => {
    keep.forget();
    setKey(undefined);
    setRefusal(reason);
  };
  const api = useMemo(
    () => (key === undefined ? undefined : new Api({ fetch, key, onRefused: ({ message }) => signOut(message) })),
    [key],
  );
  if (!api) {
    const signIn = (given: string) => {
      keep.write(given);
      setRefusal(undefined);
      setKey(given);
    };
    return <SignIn fetch={fetch} refusal={refusal} onKey={signIn} />;
  }
  const go = (to: Route) => {
    announce(undefined);
    location.hash = writeRoute(to);
  };
  return (
    <ConsoleContext.Provider value={{ api, route, go, amend, announce, signOut: () => signOut() }}>
      <Frame notice={notice} onNoticeClosed={() => announce(undefined)}>
        <PageOf route={route} />
      </Frame>
    </ConsoleContext.Provider>
  );
}

function useRoute(): [Route, (route: Route) => void] {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(readRoute(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const amend = (to: Route) => {
    history.replaceState(null, "", writeRoute(to));
    setRoute(to);
  };
  return [route, amend];
}
