import Alert from "@cloudscape-design/components/alert";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import type { Role } from "../../../../src/contracts/admin-api/role-names.ts";
import { follow, hrefOf } from "../router.ts";
import { useVisit } from "../signed-in.ts";
import { roleWords } from "../words.ts";

/** For addresses that name no page, or one of other roles: `roles` are those that it is for. */
export function NotFoundPage({ roles }: { roles: readonly Role[] }) {
  const { role } = useVisit().signedIn;
  const title = roles.length === 0 ? "Page not found" : "Not part of your role";
  return (
    <ContentLayout header={<Header variant="h1">{title}</Header>}>
      <title>{`${title} – Administrative Console`}</title>
      <Alert type="info">
        {roles.length === 0
          ? "No page has this address."
          : `This page is for other roles: ${roles.map((each) => roleWords[each]).join(", ")}. You are signed in as ${roleWords[role]}. If you need it, ask an owner to change your role.`}{" "}
        <Link href={hrefOf("")} onFollow={follow}>
          Go to your first page
        </Link>
      </Alert>
    </ContentLayout>
  );
}
