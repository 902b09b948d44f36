import type { SMTPServerSession } from "smtp-server";
import type { CloudContext } from "../core/service.ts";
import type { Endpoint } from "../ses/mail-manager.ts";
import { applyMailRules } from "./apply-mail-rules.ts";
import type { Front } from "./local-server.ts";
import { lets } from "./traffic.ts";
import { refusal } from "./transaction.ts";

/** Mail Manager's endpoint: a smart host that takes any recipient whom its traffic policy lets in. */
export function endpointFront(cloud: CloudContext, endpoint: Endpoint): Front {
  return {
    name: `local.mail-manager-smtp.${cloud.deployment.region}.amazonaws.com`,
    mailRefusal(_address, { secure }) {
      const clear = !secure && endpoint.tlsPolicy === "REQUIRED";
      return clear ? refusal(530, "Must issue a STARTTLS command first") : null;
    },
    recipientRefusal({ address: recipient }, session) {
      const ip = session.remoteAddress.replace(/^::ffff:/i, "");
      const traffic = { recipient, ip, tls: tlsVersion(session) };
      const allowed = lets(endpoint.traffic(), traffic, (list) => endpoint.members(list));
      return allowed ? null : refusal(550, "5.7.1 Access denied by the traffic policy");
    },
    keep: (raw, transaction, { secure }, resolver) =>
      applyMailRules(raw, transaction, { endpoint, tls: secure }, cloud, resolver),
  };
}

/** Cipher suites of TLS 1.3 belong to it alone. */
function tlsVersion({ secure, tlsOptions }: SMTPServerSession): "1.2" | "1.3" | null {
  if (!secure) return null;
  return tlsOptions && tlsOptions.version === "TLSv1.3" ? "1.3" : "1.2";
}
