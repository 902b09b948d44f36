import type { SMTPServerAddress, SMTPServerSession } from "smtp-server";
import type { CloudContext } from "../core/service.ts";
import { domainOf } from "../ses/addresses.ts";
import type { Ses } from "../ses/ses.ts";
import type { Front } from "./local-server.ts";
import { receive } from "./receive.ts";
import { allRequireTls, rulesFor } from "./recipients.ts";
import { type Refusal, refusal } from "./transaction.ts";

/** Takes mail as the active receipt rule set says. */
export function receiptRulesFront(cloud: CloudContext): Front {
  const ses = () => cloud.service<Ses>("ses");
  return {
    name: `inbound-smtp.${cloud.deployment.region}.amazonaws.com`,
    banner: "SimpleEmailService",
    hideENHANCEDSTATUSCODES: true,
    mailRefusal({ address, args }, { secure }) {
      if (utf8(args) || !isAscii(address)) return refusal(555, "5.6.7 SMTPUTF8 is not supported");
      const clear = !secure && allRequireTls(ses().activeRuleSet());
      return clear ? refusal(530, "Must issue a STARTTLS command first") : null;
    },
    recipientRefusal: (address, session) => recipientRefusal(ses(), address, session),
    async keep(raw, transaction, _session, resolver) {
      const rules = ses().activeRuleSet();
      if (rules === undefined) throw refusal(451, "4.3.0 No rule set is active any more");
      await receive(raw, transaction, rules, cloud, resolver);
    },
  };
}

function recipientRefusal(ses: Ses, { address }: SMTPServerAddress, { secure }: SMTPServerSession): Refusal | null {
  if (!isAscii(address)) return refusal(553, "5.6.7 SMTPUTF8 is not supported");
  const rules = rulesFor(address, ses.activeRuleSet());
  const known = ses.isVerifiedDomain(domainOf(address));
  if (rules.length === 0 || !known) return refusal(550, "5.1.1 Requested action not taken: mailbox unavailable");
  const needsTls = rules.some(({ TlsPolicy }) => TlsPolicy === "Require");
  return needsTls && !secure ? refusal(530, "Must issue a STARTTLS command first") : null;
}

const utf8 = (args: SMTPServerAddress["args"]) => args !== false && args.SMTPUTF8 !== undefined;
const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text);
