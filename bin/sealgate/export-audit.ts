import { writeFileSync } from "node:fs";
import { exportAudit } from "../../src/contracts/audit-export.ts";
import { type GatewayOptions, gatewayApi } from "./gateway-api.ts";

/** `sealgate audit export`: the whole log to a file, or to standard output. */
export async function exportLog(file: string | undefined, options: GatewayOptions): Promise<void> {
  const { text, entries } = await exportAudit(gatewayApi(options, process.env).get, new Date());
  if (file === undefined || file === "-") process.stdout.write(text);
  else writeFileSync(file, text, { mode: 0o600 });
  process.stderr.write(`${entries} entries\n`);
}
