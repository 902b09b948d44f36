import { normalAddress } from "./address.ts";
import type { AccountPorts } from "./ports.ts";
import { limits, sourceNetwork } from "./rate-limit.ts";

/**
 * Queues the same job for every address; what is sent, if anything, is decided later and elsewhere. Only too many
 * from one place are told so: an answer about an address would tell something of it.
 */
export async function requestReset(
  ports: Pick<AccountPorts, "limiter" | "outbox">,
  typed: { readonly address: string; readonly source: string },
): Promise<"accepted" | "not-an-address" | "too-many"> {
  const address = normalAddress(typed.address);
  if (address === null) return "not-an-address";
  const bySource = await ports.limiter.take(`reset/source/${sourceNetwork(typed.source)}`, limits.resetBySource);
  if (!bySource) return "too-many";
  const byAccount = await ports.limiter.take(`reset/account/${address}`, limits.resetByAccount);
  if (byAccount) await ports.outbox.add({ kind: "reset-password", address });
  return "accepted";
}
