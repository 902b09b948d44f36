import type { AdminContext } from "../../src/context/admin.ts";
import type { Route } from "../middleware/route.ts";
import type { ConsoleRole, Principal } from "./principal.ts";
import { explainTls } from "./routes/explain-tls.ts";
import { checkTlsPolicies, publishTlsPolicies } from "./routes/publish-tls-policies.ts";
import { readTlsPolicies } from "./routes/read-tls-policies.ts";
import { readTlsReadiness } from "./routes/read-tls-readiness.ts";
import { readTestMail, sendTestMail } from "./routes/send-test-mail.ts";
import { readSmtpAccess, saveSmtpAccess } from "./routes/smtp-access.ts";

/** Routes of Secure Receipt and Secure Delivery. */
export const tlsRoutes: readonly Route<AdminContext, Principal, ConsoleRole>[] = [
  readTlsPolicies,
  checkTlsPolicies,
  publishTlsPolicies,
  explainTls,
  readTlsReadiness,
  sendTestMail,
  readTestMail,
  readSmtpAccess,
  saveSmtpAccess,
];
