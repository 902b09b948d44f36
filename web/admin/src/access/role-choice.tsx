import RadioGroup from "@cloudscape-design/components/radio-group";
import { type Role, roles } from "../../../../src/contracts/admin-api/role-names.ts";
import { roleWords } from "../words.ts";

const descriptions: Readonly<Record<Role, string>> = {
  owner: "Everything, other administrators and settings too.",
  "policy-admin": "Writes and publishes policies, and sees message tracking with its evidence.",
  reviewer: "Opens held mail, to release or return it. Nothing else.",
  "help-desk": "Helps recipients and finds messages, without content or evidence.",
  auditor: "Sees what there is to see and changes nothing.",
};

/** One of the roles, each with what it may do. */
export function RoleChoice({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  return (
    <RadioGroup
      value={value}
      items={roles.map((role) => ({ value: role, label: roleWords[role], description: descriptions[role] }))}
      onChange={({ detail }) => onChange(detail.value as Role)}
    />
  );
}
