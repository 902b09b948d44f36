import type { ServiceModule } from "../core/service.ts";
import type { Ses } from "../ses/ses.ts";
import { LocalEndpoint } from "./endpoint.ts";
import { type IngressOptions, LocalIngress } from "./ingress.ts";

/** The SMTP ingress of the local cloud; it declares no resource types, its rules are SES's. */
export const smtpModule = (options: IngressOptions): ServiceModule => ({
  signingName: "smtp",
  resourceTypes: [],
  create: async (cloud) => {
    const endpoint = cloud.service<Ses>("ses").endpoint();
    return endpoint === undefined ? new LocalIngress(cloud, options) : new LocalEndpoint(cloud, endpoint, options);
  },
});
