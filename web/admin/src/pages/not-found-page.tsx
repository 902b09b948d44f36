import Alert from "@cloudscape-design/components/alert";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import { follow, hrefOf } from "../router.ts";

/** For addresses that name no page. */
export function NotFoundPage() {
  return (
    <ContentLayout header={<Header variant="h1">Page not found</Header>}>
      <title>Page not found – Administrative Console</title>
      <Alert type="warning">
        No page has this address, or your role does not include it. Go to the{" "}
        <Link href={hrefOf("")} onFollow={follow}>
          first page
        </Link>
        .
      </Alert>
    </ContentLayout>
  );
}
