import type { AdminContext } from "../../src/context/admin.ts";
import type { Route } from "../middleware/route.ts";
import type { ConsoleRole, Principal } from "./principal.ts";
import { actOnCopies, extendCopies, listCopies } from "./routes/act-on-message.ts";
import { changeBranding, previewBranding, readBranding } from "./routes/branding.ts";
import { endOldConnector, readConnector, renewConnector, showConnector } from "./routes/connector-secret.ts";
import { listHeld, releaseCopy, returnCopy } from "./routes/held-mail.ts";
import { listMessages } from "./routes/list-messages.ts";
import { deleteAccount, dropFactors, listAccounts, resetAccount, signOutAccount } from "./routes/manage-accounts.ts";
import { addCoReader, dropCoReader, listCoReaders } from "./routes/manage-co-readers.ts";
import { downloadHeld, openHeld } from "./routes/open-held.ts";
import { readDashboard } from "./routes/read-dashboard.ts";
import { readMessage } from "./routes/read-message.ts";

/** Routes of the day: dashboard, tracking and what can be done there, held mail, recipients' accounts. */
export const operationsRoutes: readonly Route<AdminContext, Principal, ConsoleRole>[] = [
  readDashboard,
  readConnector,
  showConnector,
  renewConnector,
  endOldConnector,
  listMessages,
  readMessage,
  listCopies,
  actOnCopies,
  extendCopies,
  listHeld,
  openHeld,
  downloadHeld,
  releaseCopy,
  returnCopy,
  listAccounts,
  resetAccount,
  signOutAccount,
  dropFactors,
  deleteAccount,
  listCoReaders,
  addCoReader,
  dropCoReader,
  readBranding,
  changeBranding,
  previewBranding,
];
