import type { PickupContext } from "../../../src/context/pickup.ts";
import type { Route } from "../../middleware/route.ts";
import type { Recipient } from "../principal.ts";
import { saveAccount, savePassword, showAccount, signOutEverywhere } from "./account.ts";
import { activateAccount } from "./activate-account.ts";
import { inviteToMailbox, leaveMailbox, removeFromMailbox, showCoReaders } from "./co-readers.ts";
import { showGenerator, turnGeneratorOff, turnGeneratorOn } from "./code-generator.ts";
import { askToDelete, deleteMessage } from "./delete-message.ts";
import { downloadAll } from "./download-all.ts";
import { downloadAttachment } from "./download-attachment.ts";
import { downloadOriginal } from "./download-original.ts";
import { showInbox } from "./list-inbox.ts";
import { openMessageLink } from "./open-message-link.ts";
import { dropPasskey, saveAddedPasskey, showAddPasskey, signInWithPasskey } from "./passkeys.ts";
import { requestPasswordReset } from "./request-reset.ts";
import { showSecondFactor, submitSecondFactor } from "./second-factor.ts";
import { actOnSentMessage } from "./sender-act.ts";
import { extendSentMessage } from "./sender-extend.ts";
import { leaveSenderPage } from "./sender-leave.ts";
import { openSenderPage } from "./sender-open.ts";
import { requestCodeForSender } from "./sender-request-code.ts";
import { showSenderPage } from "./sender-show.ts";
import { showActivation } from "./show-activation.ts";
import { showBody } from "./show-body.ts";
import { showForgotPassword } from "./show-forgot-password.ts";
import { showHeaders } from "./show-headers.ts";
import { showCompose, showReply } from "./show-letter.ts";
import { showLogo } from "./show-logo.ts";
import { showMessage } from "./show-message.ts";
import { downloadSentFile, showSent, showSentList } from "./show-sent.ts";
import { showSignIn } from "./show-sign-in.ts";
import { showStart } from "./show-start.ts";
import { signInRecipient } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";
import { uploadComposePart, uploadReplyPart } from "./upload-part.ts";
import { writeCompose, writeReply } from "./write-letter.ts";

/** Every route of the pickup API. */
export const routes: readonly Route<PickupContext, Recipient>[] = [
  showStart,
  showLogo,
  showActivation,
  activateAccount,
  openMessageLink,
  showSignIn,
  signInRecipient,
  showForgotPassword,
  requestPasswordReset,
  showInbox,
  showMessage,
  showBody,
  downloadAttachment,
  downloadOriginal,
  downloadAll,
  showHeaders,
  askToDelete,
  deleteMessage,
  showReply,
  writeReply,
  uploadReplyPart,
  showCompose,
  writeCompose,
  uploadComposePart,
  showSentList,
  showSent,
  downloadSentFile,
  showAccount,
  saveAccount,
  savePassword,
  showGenerator,
  turnGeneratorOn,
  turnGeneratorOff,
  signOutEverywhere,
  showCoReaders,
  inviteToMailbox,
  removeFromMailbox,
  leaveMailbox,
  showAddPasskey,
  saveAddedPasskey,
  dropPasskey,
  signInWithPasskey,
  showSecondFactor,
  submitSecondFactor,
  signOut,
  showSenderPage,
  requestCodeForSender,
  openSenderPage,
  actOnSentMessage,
  extendSentMessage,
  leaveSenderPage,
];
