import { Duration } from "aws-cdk-lib";
import { Construct, type IDependable } from "constructs";
import { adminApiGrants } from "../grants/admin-api.ts";
import { stages } from "../names.ts";
import { GatewayFunction, type Shared } from "./gateway-function.ts";
import { WebApi } from "./web-api.ts";

/** The Administrative Console: another origin, cookie and role than the Message Pickup Center. */
export class AdminConsole extends Construct {
  readonly url: string;
  readonly #api: WebApi;

  constructor(scope: Construct, id: string, props: { logging: IDependable | undefined }) {
    super(scope, id);
    this.#api = new WebApi(this, "Web", {
      name: "Administrative Console",
      stage: stages.console,
      streaming: false,
      rateLimit: 50,
      logging: props.logging,
    });
    this.url = this.#api.url;
  }

  /** Adds the function, once what it works on exists. */
  serve(shared: Shared): void {
    const admin = new GatewayFunction(this, "Function", shared, {
      name: "admin-api",
      description: "Serves the Administrative Console",
      memorySize: 1024,
      timeout: Duration.seconds(29),
      variables: [
        "LEDGER_TABLE",
        "DIRECTORY_TABLE",
        "ACCOUNTS_TABLE",
        "CONSOLE_URL",
        "PORTAL_NAME",
        "OUTBOX_QUEUE_URL",
        "AUDIT_KEY_ARN",
        "SEALED_BUCKET",
        "SEALED_KEY_ARN",
        "KEPT_KEY_ARN",
        "COMPANY_DOMAINS",
        "GATEWAY_DOMAIN",
        "PORTAL_URL",
        "INGRESS",
        "RECEIPT_TLS",
        "CONNECTOR_NETWORKS",
        "DEFAULT_EXPIRY_DAYS",
        "SMTP_ROUTE",
        "SMTP_ACCESS_KEY_ARN",
      ],
      grants: adminApiGrants,
    });
    this.#api.serve(admin);
  }
}
