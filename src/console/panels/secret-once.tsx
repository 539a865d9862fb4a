import { Command } from "./command.tsx";
import { Dialog } from "./dialog.tsx";

interface SecretOnceProps {
  readonly title: string;
  readonly secret: string;
  readonly hint: string;
  readonly onClosed: () => void;
}

/** A key or a secret that is shown this once. */
export function SecretOnce({ title, secret, hint, onClosed }: SecretOnceProps) {
  return (
    <Dialog title={title} onClosed={onClosed}>
      <Command text={secret} />
      <p>{hint}</p>
    </Dialog>
  );
}
