import { isLanguage, languageFor, type PageTexts, pageTexts } from "../../web/pickup/page-texts.ts";
import type { WebRequest } from "../middleware/route.ts";
import type { Recipient } from "./principal.ts";

/** Texts for who asks: in the language and time zone of the account, else in what the browser asks for, in UTC. */
export function textsOf(request: Pick<WebRequest, "headers" | "principal">): PageTexts {
  const account = (request.principal as Recipient | null)?.account;
  const language = isLanguage(account?.language) ? account.language : languageFor(request.headers["accept-language"]);
  return pageTexts(language, account?.timeZone);
}
