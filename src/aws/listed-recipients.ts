/** The accounts table's index that holds one key a recipient, by address. */
export const recipientsIndex = "recipients";

/** The one partition of the index. */
export const recipientsList = "RECIPIENTS";

/** What puts an item of the accounts table into the list of recipients. */
export function listedRecipient(address: string): { readonly listed_in: string; readonly address: string } {
  return { listed_in: recipientsList, address };
}
