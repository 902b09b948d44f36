import type { AdminContext } from "../../../src/context/admin.ts";
import type { Route } from "../../middleware/route.ts";
import type { ConsoleRole, Principal } from "../principal.ts";
import { choosePassword } from "./choose-password.ts";
import { listMessages } from "./list-messages.ts";
import { listPolicies } from "./list-policies.ts";
import { readMessage } from "./read-message.ts";
import { readSession } from "./read-session.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";

/** Every route of the admin API. */
export const routes: readonly Route<AdminContext, Principal, ConsoleRole>[] = [
  readSession,
  signIn,
  signOut,
  choosePassword,
  listPolicies,
  listMessages,
  readMessage,
];
