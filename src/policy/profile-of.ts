import { type EncryptionProfile, encryptionProfile, type PolicySet } from "../contracts/policies.ts";

/** The encryption profile of this id; the one called `default`, or the plain one, for null and for ids that are gone. */
export function profileOf({ encryptionProfiles }: PolicySet, id: string | null): EncryptionProfile {
  const of = (wanted: string | null) => encryptionProfiles.find((profile) => profile.id === wanted);
  return of(id) ?? of("default") ?? encryptionProfile.parse({ id: "default" });
}
