import { isIP } from "node:net";
import { rawHeaderValues } from "./header-fields.ts";
import type { HeaderField } from "./message.ts";

const byGateway =
  /^from (\S*)\s*\([^()]*\[(?:IPv6:)?([0-9a-f.:]+)\]\)\s+by (?:inbound-smtp|[a-z0-9.-]+\.mail-manager-smtp)\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\s/i;

/** Source in the topmost Received field, if the receiving service wrote it: the only one to be trusted. */
export function topReceived(headers: readonly HeaderField[]): { sourceIp: string; helo: string } | null {
  const top = rawHeaderValues(headers, "received")[0];
  const [, helo = "", sourceIp = ""] = (top === undefined ? null : byGateway.exec(top)) ?? [];
  return isIP(sourceIp) === 0 ? null : { sourceIp, helo: helo.slice(0, 255) };
}
