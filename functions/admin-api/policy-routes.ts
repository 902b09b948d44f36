import type { AdminContext } from "../../src/context/admin.ts";
import type { Route } from "../middleware/route.ts";
import type { ConsoleRole, Principal } from "./principal.ts";
import { changeDraft } from "./routes/change-draft.ts";
import { checkDraft } from "./routes/check-draft.ts";
import { compareVersions } from "./routes/compare-versions.ts";
import { countHits } from "./routes/count-hits.ts";
import { discardDraft } from "./routes/discard-draft.ts";
import { explainMessage } from "./routes/explain-message.ts";
import { exportDraft } from "./routes/export-draft.ts";
import { exportPolicies } from "./routes/export-policies.ts";
import { importDraft } from "./routes/import-draft.ts";
import { listDrafts } from "./routes/list-drafts.ts";
import { listPolicies } from "./routes/list-policies.ts";
import { listPolicyVersions } from "./routes/list-policy-versions.ts";
import { openDraft } from "./routes/open-draft.ts";
import { publishDraft } from "./routes/publish-draft.ts";
import { readAttributes } from "./routes/read-attributes.ts";
import { readDraftEntry } from "./routes/read-draft-entry.ts";
import { readTableFile } from "./routes/read-table-file.ts";
import { readVocabulary } from "./routes/read-vocabulary.ts";
import { rebaseDraft } from "./routes/rebase-draft.ts";
import { replayDraft } from "./routes/replay-draft.ts";
import { restoreVersion } from "./routes/restore-version.ts";
import { sayPolicy } from "./routes/say-policy.ts";
import { simulate } from "./routes/simulate.ts";

/** Routes of the policies: what is in force, drafts, versions, and what policies would do. */
export const policyRoutes: readonly Route<AdminContext, Principal, ConsoleRole>[] = [
  listPolicies,
  countHits,
  listDrafts,
  openDraft,
  changeDraft,
  discardDraft,
  checkDraft,
  exportDraft,
  importDraft,
  rebaseDraft,
  replayDraft,
  publishDraft,
  readAttributes,
  readDraftEntry,
  listPolicyVersions,
  compareVersions,
  exportPolicies,
  restoreVersion,
  readVocabulary,
  sayPolicy,
  simulate,
  readTableFile,
  explainMessage,
];
