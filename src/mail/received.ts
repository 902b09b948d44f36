import { isIP } from "node:net";
import { rawHeaderValues } from "./header-fields.ts";
import type { HeaderField } from "./message.ts";

const byGateway =
  /^from \S*\s*\([^()]*\[(?:IPv6:)?([0-9a-f.:]+)\]\)\s+by inbound-smtp\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\s/i;

/** Source address in the topmost Received field, if the receiving service wrote it: the only one to be trusted. */
export function topReceived(headers: readonly HeaderField[]): { sourceIp: string } | null {
  const top = rawHeaderValues(headers, "received")[0];
  const sourceIp = top === undefined ? undefined : byGateway.exec(top)?.[1];
  return sourceIp === undefined || isIP(sourceIp) === 0 ? null : { sourceIp };
}
