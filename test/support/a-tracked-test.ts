import { testMailPlan } from "../../src/gateway/test-mail.ts";
import { tlsInForce } from "../../src/gateway/tls-in-force.ts";
import type { AnAdminApi } from "./an-admin-api.ts";

/** Enters a clear message to `bob@partner.example`, with how it came and is to leave by the policies in force. */
export async function aTrackedTest(api: AnAdminApi, messageId: string, messageIdHeader = ""): Promise<void> {
  const now = new Date();
  const about = { operatorAddress: "anna@northwind.example", companyDomains: ["northwind.example"] };
  const { repository, witness } = api.context.tls;
  const ports = { repository, witness, marker: null, routes: { smtp: false } };
  const { settings: stored } = await api.context.settings.current();
  const nobody = async () => ({ groupsOf: () => [], attributesOf: () => ({}) });
  const inForce = await tlsInForce(ports, now.toISOString(), { ...about, stored }, nobody);
  const { arrival, plan } = testMailPlan({ ...about, messageId, to: "bob@partner.example", now }, inForce);
  await api.ledger.claim(arrival, { now: now.toISOString(), until: now.toISOString() });
  await api.ledger.commit({ ...plan, facts: { ...plan.facts, messageIdHeader } });
}
