import type { Delivery, Handed, OutgoingMail, SmtpDemand } from "./delivery.ts";

/** The company's own mail server as a way out. */
export type SmtpRoute = {
  send(mail: OutgoingMail, demand: SmtpDemand): Promise<Handed>;
};

/** Sends what asks for it by the company's own mail server, all else by SES. */
export function routedDelivery(ses: Delivery, smtp: SmtpRoute | null): Delivery {
  return {
    send: (mail) => (mail.smtp && smtp ? smtp.send(mail, mail.smtp) : ses.send(mail)),
  };
}
