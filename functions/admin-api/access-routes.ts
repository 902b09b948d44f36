import type { AdminContext } from "../../src/context/admin.ts";
import type { Route } from "../middleware/route.ts";
import type { ConsoleRole, Principal } from "./principal.ts";
import { choosePassword } from "./routes/choose-password.ts";
import { readSettings, saveSettings } from "./routes/keep-settings.ts";
import {
  changeAdministrator,
  inviteAdministrator,
  listAdministrators,
  removeAdministrator,
  resetAdministrator,
} from "./routes/manage-administrators.ts";
import { createApiKey, listApiKeys, revokeApiKey } from "./routes/manage-api-keys.ts";
import { readAccount, signOutEverywhere } from "./routes/own-account.ts";
import { addPasskey, offerFactor, removeFactor, renewRecoveryCodes, setGenerator } from "./routes/own-factors.ts";
import { proveCode, provePasskey, readFactor } from "./routes/prove-factor.ts";
import { eraseAuditValues, erasePerson, listAudit, listAuditRoots } from "./routes/read-audit.ts";
import { readSession } from "./routes/read-session.ts";
import { signIn } from "./routes/sign-in.ts";
import { signOut } from "./routes/sign-out.ts";

/** Routes about who may use the console. */
export const accessRoutes: readonly Route<AdminContext, Principal, ConsoleRole>[] = [
  readSession,
  signIn,
  readFactor,
  proveCode,
  provePasskey,
  choosePassword,
  signOut,
  readAccount,
  signOutEverywhere,
  offerFactor,
  setGenerator,
  addPasskey,
  removeFactor,
  renewRecoveryCodes,
  listAdministrators,
  inviteAdministrator,
  changeAdministrator,
  resetAdministrator,
  removeAdministrator,
  listApiKeys,
  createApiKey,
  revokeApiKey,
  readSettings,
  saveSettings,
  listAudit,
  listAuditRoots,
  erasePerson,
  eraseAuditValues,
];
