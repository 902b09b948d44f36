import BreadcrumbGroup from "@cloudscape-design/components/breadcrumb-group";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import type { TlsPoliciesAnswer } from "../../../../src/contracts/admin-api/tls.ts";
import type { PageProps } from "../pages/console-page.ts";
import { Section } from "../parts/section.tsx";
import { follow, hrefOf, useQuery } from "../router.ts";
import { useLoaded } from "../use-loaded.ts";
import { type EditedPolicy, newPolicy } from "./new-tls-policy.ts";
import "./tls.css";
import { TlsPolicyForm } from "./tls-policy-form.tsx";

const titles = { receipt: "Secure Receipt policy", delivery: "Secure Delivery policy" } as const;

/** One TLS policy: to write, to change or to delete. */
export function TlsPolicyPage({ params }: PageProps) {
  const list = params.list === "delivery" ? "delivery" : "receipt";
  const id = params.id ?? "";
  const [query] = useQuery();
  const { loaded, reload } = useLoaded<TlsPoliciesAnswer>("api/tls-policies");
  const title = id === "new" ? `New ${titles[list]}` : titles[list];
  return (
    <ContentLayout
      breadcrumbs={
        <BreadcrumbGroup
          items={[
            { text: "TLS policies", href: hrefOf("tls-policies") },
            { text: title, href: hrefOf(`tls-policies/${list}/${id}`) },
          ]}
          onFollow={follow}
        />
      }
      header={<Header variant="h1">{title}</Header>}
    >
      <title>{`${title} – Administrative Console`}</title>
      <Section loaded={loaded} onRetry={reload}>
        {(answer) => {
          const known: EditedPolicy | undefined = answer.policies[list].find((policy) => policy.id === id);
          const policy = id === "new" ? newPolicy(list, query.get("domain")) : known;
          if (policy === undefined) return <p>There is no policy of this id any more.</p>;
          return <TlsPolicyForm answer={answer} list={list} saved={id === "new" ? null : policy} first={policy} />;
        }}
      </Section>
    </ContentLayout>
  );
}
