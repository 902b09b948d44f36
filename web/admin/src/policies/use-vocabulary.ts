import type { VocabularyAnswer } from "../../../../src/contracts/admin-api/policy-vocabulary.ts";
import { type Loaded, useLoaded } from "../use-loaded.ts";

/** Everything that policies can be made of. */
export function useVocabulary(): { loaded: Loaded<VocabularyAnswer>; reload: () => void } {
  return useLoaded<VocabularyAnswer>("api/policy-vocabulary");
}
