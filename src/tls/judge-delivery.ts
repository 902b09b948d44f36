import type { DeliveryPolicy } from "../contracts/tls-policies.ts";

/** Which ways out the installation has. */
export type Routes = { readonly smtp: boolean };

/** What becomes of a message whose TLS cannot be had. */
export type Fallback = DeliveryPolicy["whenUnavailable"];

/** How a message leaves. */
export type DeliveryPlan =
  | {
      readonly act: "send";
      readonly route: DeliveryPolicy["route"];
      /** What the mail is handed over with: an SES configuration set, or the same on the SMTP route. */
      readonly tls: "require" | "optional";
      readonly minimumTls: DeliveryPolicy["minimumTls"] | null;
      readonly certificate: DeliveryPolicy["certificate"];
      /** Applied once, when the delivery fails for want of TLS; null: TLS was not required. */
      readonly fallback: Fallback | null;
      /** A deposit without notice is sealed before sending and woken by the fallback. */
      readonly dormantDeposit: boolean;
      readonly sentence: string;
    }
  /** The demanded TLS cannot be had by any route there is: the fallback applies at once. */
  | { readonly act: "fall-back"; readonly fallback: Fallback; readonly status: "5.7.10"; readonly sentence: string };

const fallbackWords: Readonly<Record<Fallback, string>> = {
  return: "the message is returned",
  mpc: "the message is sealed in the Message Pickup Center",
  hold: "the message is held and tried again",
};

/** Turns the policy that decides into the way a message leaves. */
export function judgeDelivery(policy: DeliveryPolicy, routes: Routes): DeliveryPlan {
  const { option, route, whenUnavailable: fallback } = policy;
  const usable = route === "ses" || routes.smtp ? route : "ses";
  if (option !== "enforced") return opportunistic(usable);
  const missing = whatIsMissing(policy, routes);
  if (missing !== null) {
    const sentence = `${missing}, so ${fallbackWords[fallback]}.`;
    return { act: "fall-back", fallback, status: "5.7.10", sentence };
  }
  return {
    act: "send",
    route,
    tls: "require",
    // SES chooses the version itself.
    minimumTls: route === "smtp" ? policy.minimumTls : null,
    certificate: policy.certificate,
    fallback,
    dormantDeposit: fallback === "mpc",
    sentence: `${requiredWords(policy)}; where it cannot be had, ${fallbackWords[fallback]}.`,
  };
}

/** What the route can promise. */
function requiredWords({ route, minimumTls, certificate }: DeliveryPolicy): string {
  if (route === "ses") return "TLS is required, of the version that Amazon SES chooses";
  return `TLS ${minimumTls} or later is required${certificate === "trusted" ? ", with a certificate that is trusted" : ""}`;
}

/**
 * Why a way out cannot promise the TLS that is asked of it, or null: SES requires TLS, but checks no certificate and
 * takes no minimum above its own. `minimumTls` null: as SES chooses.
 */
export function whatIsMissing(
  {
    route,
    certificate,
    minimumTls,
  }: Pick<DeliveryPolicy, "route" | "certificate"> & { readonly minimumTls: string | null },
  routes: Routes,
): string | null {
  if (route === "smtp") return routes.smtp ? null : "The policy asks for the SMTP route, and there is none";
  if (certificate === "trusted") return "Amazon SES does not check certificates";
  return minimumTls === null || minimumTls === "1.2" ? null : `Amazon SES cannot promise TLS ${minimumTls}`;
}

function opportunistic(route: DeliveryPolicy["route"]): DeliveryPlan {
  return {
    act: "send",
    route,
    tls: "optional",
    minimumTls: null,
    certificate: "any",
    fallback: null,
    dormantDeposit: false,
    sentence: "TLS is used where the recipient's server offers it.",
  };
}
