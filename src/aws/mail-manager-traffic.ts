import {
  type AcceptAction,
  GetTrafficPolicyCommand,
  type MailManagerClient,
  type PolicyStatement,
  UpdateTrafficPolicyCommand,
} from "@aws-sdk/client-mailmanager";
import type { TrafficPolicy, TrafficStatement } from "../tls/compile/traffic-policy.ts";
import type { TrafficPolicies } from "../tls/ingress-ports.ts";

/** The traffic policy of our endpoint in Mail Manager. */
export class MailManagerTraffic implements TrafficPolicies {
  readonly #client: MailManagerClient;
  readonly #id: string;

  constructor(client: MailManagerClient, id: string) {
    this.#client = client;
    this.#id = id;
  }

  async read(): Promise<TrafficPolicy> {
    const { DefaultAction, PolicyStatements = [] } = await this.#client.send(
      new GetTrafficPolicyCommand({ TrafficPolicyId: this.#id }),
    );
    return {
      DefaultAction: DefaultAction === "ALLOW" ? "ALLOW" : "DENY",
      PolicyStatements: PolicyStatements as unknown as readonly TrafficStatement[],
    };
  }

  async write({ DefaultAction, PolicyStatements }: TrafficPolicy): Promise<void> {
    await this.#client.send(
      new UpdateTrafficPolicyCommand({
        TrafficPolicyId: this.#id,
        DefaultAction: DefaultAction as AcceptAction,
        PolicyStatements: PolicyStatements as unknown as PolicyStatement[],
      }),
    );
  }
}
