import type { ServiceModule } from "../core/service.ts";
import type { Ses } from "../ses/ses.ts";
import { endpointFront } from "./endpoint.ts";
import { receiptRulesFront } from "./ingress.ts";
import { type IngressOptions, LocalServer } from "./local-server.ts";

/** The SMTP ingress of the local cloud; it declares no resource types, its rules are SES's. */
export const smtpModule = (options: IngressOptions): ServiceModule => ({
  signingName: "smtp",
  resourceTypes: [],
  create: async (cloud) => {
    const endpoint = cloud.service<Ses>("ses").endpoint();
    const front = endpoint === undefined ? receiptRulesFront(cloud) : endpointFront(cloud, endpoint);
    return new LocalServer(cloud, front, options);
  },
});
