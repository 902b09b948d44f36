import type { AuditAnswer } from "../../../../src/contracts/admin-api/audit.ts";
import type { AuditedEntry } from "../../../../src/contracts/audit-file.ts";

/** Somebody behind a subject id whose name was not erased. */
export type Named = { readonly subjectId: string; readonly name: string };

/** An entry with the names that stand behind its ids. */
export type AuditRow = AuditedEntry & { readonly who: string; readonly what: string; readonly named: readonly Named[] };

const actWords: Readonly<Record<string, string>> = {
  "session.sign-in": "Signed in, first step",
  "session.second-step": "Signed in, second step",
  "session.password": "Chose a password",
  "session.sign-out-everywhere": "Signed out everywhere else",
  "account.second-factor": "Changed the own second factor",
  "administrators.invite": "Invited an administrator",
  "administrators.change": "Changed an administrator",
  "administrators.reset": "Reset an administrator",
  "administrators.remove": "Removed an administrator",
  "api-keys.create": "Made an API key",
  "api-keys.revoke": "Ended an API key",
  "settings.save": "Saved settings",
  "branding.change": "Changed the branding",
  "policies.edit-draft": "Began to change a draft",
  "policies.import-draft": "Put a file into a draft",
  "policies.rebase-draft": "Brought a draft up to date",
  "policies.discard-draft": "Discarded a draft",
  "policies.replay-texts": "Replayed a draft with kept texts",
  "policies.publish": "Published policies",
  "policies.restore": "Rolled policies back",
  "messages.look": "Opened a message in tracking",
  "messages.explain": "Judged a past message again",
  "messages.act": "Acted on a message's copies",
  "messages.extend": "Extended a message",
  "held.look": "Read a held message",
  "held.download": "Downloaded from a held message",
  "held.release": "Released a held message",
  "held.return": "Returned a held message",
  "accounts.reset": "Reset a recipient's account",
  "accounts.sign-out": "Signed a recipient out",
  "accounts.drop-factors": "Removed a recipient's second factor",
  "accounts.delete": "Deleted a recipient's account",
  "accounts.add-co-reader": "Opened a mailbox to somebody",
  "accounts.drop-co-reader": "Closed a mailbox to somebody",
  "tls-policies.publish": "Published TLS policies",
  "tls-policies.test-mail": "Sent a TLS test mail",
  "audit.erase-name": "Erased a name",
  "audit.erase-values": "Erased the values of a change",
  "connector.look": "Looked at the connector's secret",
  "connector.renew": "Made a new connector secret",
  "connector.end-old": "Ended old connector secrets",
  "smtp-access.save": "Changed the sign-in at the company's own mail server",
};

const programs: Readonly<Record<string, string>> = {
  installation: "Installation",
  housekeeping: "Housekeeping",
  operator: "Operator (command line)",
};

/** What an act is called; one without words by its own name. */
export function actWord(action: string): string {
  return actWords[action] ?? action.replace(".", ": ").replaceAll("-", " ");
}

/** The rows of an answer. */
export function rowsOf({ entries, names }: AuditAnswer): readonly AuditRow[] {
  return entries.map((each) => {
    const { by, object } = each.entry;
    const named = [...new Set([by, object])].flatMap((subjectId) => {
      const name = names[subjectId];
      return name === undefined ? [] : [{ subjectId, name }];
    });
    return { ...each, named, who: names[by] ?? programs[by] ?? by, what: names[object] ?? draftWord(object, names) };
  });
}

/** Values as one line. */
export function valueText(value: unknown): string {
  return value === undefined ? "" : JSON.stringify(value);
}

/** Whose draft, by name where it is known. */
function draftWord(object: string, names: AuditAnswer["names"]): string {
  return object.replace(/^draft of (.+)$/, (_, owner: string) => `draft of ${names[owner] ?? owner}`);
}
