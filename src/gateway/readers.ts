import type { AccountStore } from "../accounts/account.ts";
import { type Language, language } from "../contracts/policies.ts";
import { type MailTexts, mailTextsOf } from "../notifications/mail-texts.ts";
import type { Reader } from "../notifications/reader.ts";
import { type Deposit, rulesOf } from "../tracking/deposit.ts";

/**
 * How a recipient reads: by their own choice, else as the profile of the message says, else as their browser asked when
 * they activated.
 */
export async function recipientReader(
  ports: { readonly accounts: Pick<AccountStore, "find"> },
  address: string,
  deposit?: Pick<Deposit, "rules">,
): Promise<Reader & { readonly activated: boolean }> {
  const account = await ports.accounts.find(address.toLowerCase());
  const profile = deposit === undefined ? undefined : rulesOf(deposit).language;
  return {
    texts: mailTextsOf(known(account?.language) ?? profile ?? known(account?.askedLanguage) ?? "en"),
    activated: account !== null,
    ...(isTimeZone(account?.timeZone) && { timeZone: account?.timeZone as string }),
    ...(account?.phrase !== undefined && { phrase: account.phrase }),
  };
}

/** How a message's sender reads: as the profile says. */
export function senderTexts(deposit: Pick<Deposit, "rules"> | null | undefined): MailTexts {
  return mailTextsOf((deposit && rulesOf(deposit).language) ?? "en");
}

function known(word: string | undefined): Language | undefined {
  return language.safeParse(word).data;
}

function isTimeZone(timeZone: string | undefined): boolean {
  if (timeZone === undefined) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}
