import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import type { PoliciesAnswer, PolicyRow } from "../../../../src/contracts/admin-api/policies.ts";
import { DispositionBadge } from "../parts/disposition-badge.tsx";
import { OrderFilter } from "../parts/list/order-filter.tsx";
import { useRowFilter } from "../parts/list/row-filter.tsx";
import { dateTime } from "../words.ts";
import { ExportPolicies } from "./export-policies.tsx";
import { PolicyBadges } from "./policy-badges.tsx";
import { policyColumns } from "./policy-columns.ts";
import { type Hits, useHits } from "./use-hits.ts";

const filteredBy = policyColumns<PolicyRow>((row) => row);

/** The policies in force, in the order in which they are asked, for who may not change them. */
export function PoliciesInForce({ answer }: { answer: PoliciesAnswer }) {
  const { policies, version, publishedAt, publishedBy, otherwise, companyDomains } = answer;
  const hits = useHits(7);
  const filter = useRowFilter(filteredBy, policies, { placeholder: "Find policies" });
  const by = publishedBy === "installation" ? "at installation" : `by ${publishedBy}`;
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${policies.length})`}
          description={`Version ${version}, in force since ${dateTime(publishedAt)}, published ${by}.`}
          actions={<ExportPolicies lines={policies} />}
        >
          Policies
        </Header>
      }
      footer={<span className="quiet">Internal means: {companyDomains.join(", ")}</span>}
    >
      <OrderFilter filter={filter} all={policies.length} />
      <ol className="policies">
        {filter.found.map((policy) => (
          <PolicyItem key={policy.id} policy={policy} number={policies.indexOf(policy) + 1} hits={hits} />
        ))}
        <li className="otherwise">
          <span className="number" aria-hidden="true">
            ∗
          </span>
          <div>
            <h3 className="name">Otherwise</h3>
            <p className="sentence">
              What no policy matched. Mail that could not be read whole is never sent in clear, whatever stands here.
            </p>
          </div>
          <div className="badges">
            <DispositionBadge disposition={otherwise} />
          </div>
        </li>
      </ol>
    </Container>
  );
}

function PolicyItem({ policy, number, hits }: { policy: PolicyRow; number: number; hits: Hits | null }) {
  const { id, name, narrative, sentence, disposition, status, auditOnly } = policy;
  return (
    <li>
      <span className="number">{number}</span>
      <div>
        <h3 className="name">{name}</h3>
        <p className="sentence">{sentence}</p>
        {narrative === "" ? null : <p className="narrative">{narrative}</p>}
      </div>
      <div className="badges">
        <PolicyBadges status={status} auditOnly={auditOnly} hits={hits?.of(id) ?? null} />
        <DispositionBadge disposition={disposition} />
      </div>
    </li>
  );
}
