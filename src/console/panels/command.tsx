import { useConsole } from "../console-context.ts";

/** A command to be copied. */
export function Command({ text }: { readonly text: string }) {
  const { announce } = useConsole();
  const copy = async () => {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    announce({ text: copied ? "Copied." : "The browser does not let this page copy: select the command instead." });
  };
  return (
    <div class="command">
      <code>{text}</code>
      <button type="button" onClick={copy}>
        Copy
      </button>
    </div>
  );
}
