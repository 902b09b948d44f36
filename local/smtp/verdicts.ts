import { authenticate } from "mailauth";
import { hasTestVirus } from "../ses/eicar.ts";
import type { Resolver } from "./zone.ts";

/** Who delivers, and as whom. */
export type Transaction = {
  readonly messageId: string;
  readonly ip: string;
  readonly hostname: string;
  readonly helo: string;
  /** Empty for the null sender. */
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly receivedAt: Date;
};

export type VerdictStatus = "PASS" | "FAIL" | "GRAY" | "PROCESSING_FAILED" | "DISABLED";

/** What SES finds out about a message; each check with its word in the headers. */
export type Verdicts = {
  readonly spam: VerdictStatus;
  readonly virus: VerdictStatus;
  readonly spf: Check;
  readonly dkim: readonly DkimCheck[];
  readonly dmarc: Check & { readonly domain: string; readonly policy?: string };
};

type Check = { readonly result: string; readonly text: string };
type DkimCheck = { readonly result: string; readonly domain: string };

const GTUBE = ["XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE", "STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"].join("-");

/** Checks SPF, every DKIM signature and DMARC against the resolver, and looks for the two test strings. */
export async function judge(raw: Buffer, transaction: Transaction, resolver: Resolver): Promise<Verdicts> {
  const { ip, helo, sender } = transaction;
  const found = await authenticate(raw, {
    ip,
    helo,
    sender,
    mta: "amazonses.com",
    resolver: resolver as never,
    disableArc: true,
    disableBimi: true,
  });
  const spf = found.spf ? found.spf.status.result : "none";
  const dmarc = found.dmarc || undefined;
  const signatures = found.dkim.results.filter(({ signingDomain }) => signingDomain);
  return {
    spam: raw.includes(GTUBE) ? "FAIL" : "PASS",
    virus: hasTestVirus(raw) ? "FAIL" : "PASS",
    spf: { result: spf, text: spfText(spf, transaction) },
    dkim: signatures.map(({ signingDomain, status }) => ({ result: status.result, domain: signingDomain ?? "" })),
    dmarc: {
      result: dmarc?.status.result ?? "none",
      text: "",
      domain: dmarc?.domain || found.dkim.headerFrom?.[0]?.split("@").at(-1) || "",
      ...(dmarc?.policy && { policy: dmarc.policy }),
    },
  };
}

function spfText(result: string, { ip, sender, helo }: Transaction): string {
  const domain = sender.includes("@") ? sender.slice(sender.lastIndexOf("@") + 1) : helo;
  const words: Readonly<Record<string, string>> = {
    pass: `domain of ${domain} designates ${ip} as permitted sender`,
    fail: `domain of ${domain} does not designate ${ip} as permitted sender`,
    softfail: `transitioning domain of ${domain} does not designate ${ip} as permitted sender`,
    neutral: `${ip} is neither permitted nor denied by domain of ${domain}`,
  };
  const text = words[result] ?? `${ip} is neither permitted nor denied by domain of ${domain}`;
  return `(spfCheck: ${text}) client-ip=${ip}; envelope-from=${sender}; helo=${helo};`;
}

/** SES's word for a check in notifications: only pass and fail are sure, anything between is grey. */
export function statusOf(results: readonly string[]): VerdictStatus {
  if (results.includes("pass")) return "PASS";
  if (results.includes("temperror")) return "PROCESSING_FAILED";
  return results.includes("fail") ? "FAIL" : "GRAY";
}
