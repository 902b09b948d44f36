import { rawHeaderValues } from "./header-fields.ts";
import type { HeaderField } from "./message.ts";

/** Protocols that say TLS (RFC 3848, RFC 6531), and notes of mail servers that name its version. */
const overTls =
  /\bwith\s+(?:UTF8)?(?:ESMTPS|SMTPS|LMTPS)A?\b|\b(?:version|tls_version)=TLS|\busing TLS(?:v?1|\b)|\(TLS1[._]\d/i;

/** Whether the topmost Received field says that the message came over TLS; unknown where it does not. */
export function receivedOverTls(headers: readonly HeaderField[]): true | undefined {
  const [top] = rawHeaderValues(headers, "received");
  return top !== undefined && overTls.test(top) ? true : undefined;
}
