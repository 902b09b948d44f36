import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import type { DraftsAnswer } from "../../../../src/contracts/admin-api/drafts.ts";
import { follow, hrefOf } from "../router.ts";
import { useLoaded } from "../use-loaded.ts";
import { dateTime } from "../words.ts";

/** Drafts of colleagues, to look into and to help with. */
export function OtherDrafts({ shown }: { shown: string }) {
  const { loaded } = useLoaded<DraftsAnswer>("api/drafts");
  const others = loaded.kind === "ready" ? loaded.value.drafts.filter(({ owner }) => owner !== shown) : [];
  if (others.length === 0) return null;
  return (
    <Container header={<Header variant="h2">Other drafts</Header>}>
      <ul className="rows">
        {others.map(({ owner, ownerName, isMine, basedOn, updatedAt }) => (
          <li key={owner}>
            <Link href={hrefOf(`policies${isMine ? "" : `?of=${encodeURIComponent(owner)}`}`)} onFollow={follow}>
              {isMine ? "Your own draft" : `${ownerName}'s draft`}
            </Link>
            <div className="quiet">
              Rests on version {basedOn}, changed {dateTime(updatedAt)}
            </div>
          </li>
        ))}
      </ul>
    </Container>
  );
}
