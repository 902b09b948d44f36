import { Duration } from "aws-cdk-lib";
import { Construct, type IDependable } from "constructs";
import { pickupApiGrants } from "../grants/pickup-api.ts";
import { stages } from "../names.ts";
import { GatewayFunction, type Shared } from "./gateway-function.ts";
import { WebApi } from "./web-api.ts";

/** The Message Pickup Center: its own origin, served by one function that streams its answers. */
export class PickupCenter extends Construct {
  readonly url: string;
  readonly #api: WebApi;

  constructor(scope: Construct, id: string, props: { logging: IDependable | undefined }) {
    super(scope, id);
    this.#api = new WebApi(this, "Web", {
      name: "Message Pickup Center",
      stage: stages.pickup,
      streaming: true,
      rateLimit: 100,
      logging: props.logging,
    });
    this.url = this.#api.url;
  }

  /** Adds the function, once what it works on exists. */
  serve(shared: Shared): void {
    const pickup = new GatewayFunction(this, "Function", shared, {
      name: "pickup-api",
      description: "Serves the Message Pickup Center",
      // One whole CPU: passwords are hashed, and a message is opened whole before its first byte is answered.
      memorySize: 1769,
      timeout: Duration.minutes(5),
      variables: [
        "LEDGER_TABLE",
        "DIRECTORY_TABLE",
        "ACCOUNTS_TABLE",
        "SEALED_BUCKET",
        "SEALED_KEY_ARN",
        "OUTBOX_QUEUE_URL",
        "PORTAL_URL",
        "PORTAL_NAME",
        "COMPANY_DOMAINS",
        "GATEWAY_DOMAIN",
      ],
      grants: pickupApiGrants,
    });
    this.#api.serve(pickup);
  }
}
