import { testMailAnswer, testMailRequest } from "../../../src/contracts/admin-api/tls.ts";
import { SealgateError } from "../../../src/errors.ts";
import { testMailPlan } from "../../../src/gateway/test-mail.ts";
import { tlsInForce } from "../../../src/gateway/tls-in-force.ts";
import { directoryOf } from "../../../src/policy/directory-of.ts";
import { jsonAnswer } from "../json-answer.ts";
import { policyEditors } from "../policy-context.ts";
import { route } from "../principal.ts";

/** Sends a mail of ours as Secure Delivery wants mail to this address sent, to be followed in message tracking. */
export const sendTestMail = route({
  method: "POST",
  path: "/api/tls-test-mail",
  roles: policyEditors,
  audit: "tls-policies.test-mail",
  request: testMailRequest,
  answer: testMailAnswer,
  handle: async ({ input: { to }, context }) => {
    const { clock, settings, companyDomains, gatewayDomain, tls } = context;
    const now = clock.now();
    const stored = (await settings.current()).settings;
    const { repository, witness, installed } = tls;
    const ports = { repository, witness, marker: null, routes: { smtp: installed.smtpRoute } };
    const directory = async () => directoryOf((await context.policies.current())?.policySet ?? noPeople);
    const inForce = await tlsInForce(ports, now.toISOString(), { companyDomains, stored }, directory);
    const messageId = `test${clock.token(16).replaceAll(/[^A-Za-z0-9]/g, "")}`;
    const { arrival, plan } = testMailPlan({ messageId, to, gatewayDomain, companyDomains, now }, inForce);
    const claim = await tls.ledger.claim(arrival, { now: now.toISOString(), until: now.toISOString() });
    if (claim.kind !== "claimed") throw new SealgateError("test-mail", 409, "the test mail could not be entered");
    await tls.ledger.commit(plan);
    await context.bell.ring({ messageId });
    return { ...jsonAnswer(testMailAnswer, { messageId }), recorded: { object: messageId } };
  },
});

const noPeople = { groups: [], attributes: {} };
