import { ApiError } from "../api.ts";

/** Words for what went wrong with a second factor. */
export function factorWords(error: unknown): string {
  if (!(error instanceof ApiError)) throw error;
  switch (error.code) {
    case "bad-request":
      return "Enter the six digits that the app shows.";
    case "wrong-code":
      return "That was not right. A code is good for half a minute and for one use; wait for the next one.";
    case "wrong-password":
      return "Your current password is wrong.";
    case "last-factor":
      return "This is your last second factor. Set another up first.";
    case "conflict":
      return "Your account was changed in another window meanwhile. Load the page again.";
    case "too-many-tries":
      return "Too many tries. Wait 15 minutes, then try again.";
    case "sign-in-needed":
      return "Your session has ended. Sign in again.";
    case "unreachable":
      return "The gateway did not answer. Check your connection and try again.";
    default:
      return `It failed on our side. Try again in a moment. ${error.reference}`;
  }
}
