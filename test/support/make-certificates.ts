import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** An authority of one's own, as a firm has it for what stands inside. Needs `openssl`. */
export interface Authority extends Certificate {
  /** @param days for which it is valid from now; 0 for one that has expired as soon as it is there */
  sign(name: string, days?: number): Certificate;
}

export const hasOpenssl = isThere();

const keyOptions = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** @param folder where its files lie, and are left */
export function makeAuthority(folder: string, name: string): Authority {
  const file = (part: string) => join(folder, `${name}.${part}`);
  const [cert, key] = [file("pem"), file("key")];
  openssl("req", "-x509", ...keyOptions, "-keyout", key, "-out", cert, "-days", "2", "-subj", `/CN=${name}`);
  let count = 0;
  return {
    cert,
    key,
    sign(host, days = 2) {
      const place = `leaf${++count}`;
      const [leaf, leafKey] = [file(`${place}.pem`), file(`${place}.key`)];
      openssl("req", ...keyOptions, "-keyout", leafKey, "-out", file("request"), "-subj", `/CN=${host}`);
      writeFileSync(file("names"), `subjectAltName=DNS:${host}\n`);
      const from = ["-req", "-in", file("request"), "-CA", cert, "-CAkey", key, "-CAcreateserial"];
      openssl("x509", ...from, "-extfile", file("names"), "-days", String(days), "-out", leaf);
      return { cert: leaf, key: leafKey };
    },
  };
}

function openssl(...args: readonly string[]): void {
  execFileSync("openssl", args, { stdio: ["ignore", "ignore", "pipe"] });
}

function isThere(): boolean {
  try {
    openssl("version");
    return true;
  } catch {
    return false;
  }
}
