import { connectorAnswer } from "../../../src/contracts/admin-api/dashboard.ts";
import { SealgateError } from "../../../src/errors.ts";
import { jsonAnswer } from "../json-answer.ts";
import { route } from "../principal.ts";

const header = "X-Sealgate-Connector";

/** Whether the connector's secret was shown, and how many values are valid. */
export const readConnector = route({
  method: "GET",
  path: "/api/connector",
  roles: ["owner"],
  answer: connectorAnswer,
  handle: async ({ context }) => jsonAnswer(connectorAnswer, { header, ...(await context.connector.state()) }),
});

/** The newest value, to the first owner who asks for it. */
export const showConnector = route({
  method: "POST",
  path: "/api/connector/look",
  roles: ["owner"],
  answer: connectorAnswer,
  audit: "connector.look",
  handle: async ({ context }) => {
    const value = await context.connector.showOnce();
    if (value === null) throw new SealgateError("shown-before", 409, "the secret was shown before; make a new one");
    const state = await context.connector.state();
    return { ...jsonAnswer(connectorAnswer, { header, ...state, value }), recorded: { object: "connector" } };
  },
});

/** A new value; the one before stays valid until it is ended. */
export const renewConnector = route({
  method: "POST",
  path: "/api/connector/renewal",
  roles: ["owner"],
  audit: "connector.renew",
  handle: async ({ context }) => {
    await context.connector.renew();
    return { status: 204, recorded: { object: "connector" } };
  },
});

/** Ends every value but the newest. */
export const endOldConnector = route({
  method: "POST",
  path: "/api/connector/end-of-old",
  roles: ["owner"],
  audit: "connector.end-old",
  handle: async ({ context }) => {
    await context.connector.endOld();
    return { status: 204, recorded: { object: "connector" } };
  },
});
