import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { createAdminContext } from "../../src/context/admin.ts";
import { createRootContext } from "../../src/context/audit-roots.ts";
import { createEventsContext } from "../../src/context/events.ts";
import { createGatewayContext } from "../../src/context/gateway.ts";
import { createInboundContext } from "../../src/context/inbound.ts";
import { createIngressContext } from "../../src/context/ingress.ts";
import { createPickupContext } from "../../src/context/pickup.ts";
import { createProvisionContext } from "../../src/context/provision.ts";
import { gatewayTemplate } from "./support/synthesize.ts";
import { functions } from "./support/template.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** What each function builds from its environment when it starts. */
const readers: Readonly<Record<string, (environment: Variables) => unknown>> = {
  inbound: createInboundContext,
  housekeeping: (environment) => {
    const gateway = createGatewayContext(environment);
    createRootContext(environment);
    return createIngressContext(environment, () => gateway.settings);
  },
  "delivery-events": createEventsContext,
  "pickup-api": createPickupContext,
  "admin-api": createAdminContext,
  provision: createProvisionContext,
};

/** A declared value as it may look once deployed. */
const deployed = (name: string, value: unknown): string => {
  if (typeof value === "string") return value;
  if (name.endsWith("_URL")) return "https://abc.execute-api.us-east-1.amazonaws.com/stage";
  return name.endsWith("_ARN") ? "arn:aws:kms:us-east-1:111122223333:key/1" : name.toLowerCase();
};

describe("each function's environment", () => {
  let declared: Readonly<Record<string, Variables>>;
  before(() => {
    process.env.AWS_REGION ??= "us-east-1";
    declared = Object.fromEntries(
      functions(gatewayTemplate().resources).map(({ properties }) => [
        properties.Handler.split(".")[0],
        Object.fromEntries(
          Object.entries(properties.Environment.Variables).map(([name, value]) => [name, deployed(name, value)]),
        ),
      ]),
    );
  });

  for (const [name, read] of Object.entries(readers)) {
    it(`${name} starts with what it is given`, () => {
      assert.ok(read(declared[name] ?? {}));
    });

    it(`${name} is given nothing that it does not read`, () => {
      const given = declared[name] ?? {};
      for (const variable of Object.keys(given))
        assert.throws(() => read({ ...given, [variable]: undefined }), new RegExp(variable), variable);
    });
  }
});
