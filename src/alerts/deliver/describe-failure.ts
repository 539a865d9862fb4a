import { AddressRefused } from "../reach/guarded-connector.ts";

const unknownAuthority = "The receiver's certificate is not signed by an authority that is trusted here";

const sentences: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "The receiver's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  ECONNREFUSED: "The connection was refused",
  ECONNRESET: "The receiver cut the connection",
  EHOSTUNREACH: "The receiver cannot be reached",
  ENETUNREACH: "The receiver cannot be reached",
  ENOTFOUND: "The name of the receiver is not known",
  EAI_AGAIN: "The name of the receiver could not be resolved",
  ERR_TLS_CERT_ALTNAME_INVALID: "The receiver's certificate is for another name",
  ETIMEDOUT: "The connection could not be made in time",
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  UND_ERR_CONNECT_TIMEOUT: "The connection could not be made in time",
  UND_ERR_HEADERS_TIMEOUT: "No answer came in time",
  UND_ERR_HEADERS_OVERFLOW: "The head of the answer is too large",
  UND_ERR_SOCKET: "The receiver cut the connection",
};

/** Why a receiver could not be asked, for people. */
export function describeFailure(error: unknown): string {
  if (error instanceof AddressRefused) return error.message;
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code === "string") return sentences[code] ?? `It could not be sent (${code})`;
  return `It could not be sent${typeof message === "string" && message !== "" ? `: ${message.slice(0, 200)}` : ""}`;
}
