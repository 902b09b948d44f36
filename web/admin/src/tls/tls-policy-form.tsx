import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Form from "@cloudscape-design/components/form";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useRef, useState } from "react";
import type { TlsPoliciesAnswer, TlsReview } from "../../../../src/contracts/admin-api/tls.ts";
import { goTo } from "../router.ts";
import { useVisit } from "../signed-in.ts";
import { useUnsaved } from "../unsaved.ts";
import { useChange } from "../use-change.ts";
import { DeliveryFields } from "./delivery-fields.tsx";
import type { EditedPolicy } from "./new-tls-policy.ts";
import { PolicyFields } from "./policy-fields.tsx";
import { ReviewResult } from "./review-result.tsx";
import { ValidityFields } from "./validity-fields.tsx";

type List = "receipt" | "delivery";
type Props = { answer: TlsPoliciesAnswer; list: List; saved: EditedPolicy | null; first: EditedPolicy };

/** The field's own order: narrative, option, from, to, validity. Saving publishes. */
export function TlsPolicyForm({ answer, list, saved, first }: Props) {
  const [policy, setPolicy] = useState(first);
  const [review, setReview] = useState<TlsReview | null>(null);
  const letGo = useUnsaved(policy !== useRef(first).current);
  const leave = () => {
    letGo();
    goTo("tls-policies");
  };
  const { busy, run } = useChange();
  const { role } = useVisit().signedIn;
  const mayChange = role === "owner" || role === "policy-admin";
  const set = (next: Partial<EditedPolicy>) => setPolicy({ ...policy, ...next });
  const place =
    saved === null ? answer.policies[list].length : answer.policies[list].findIndex(({ id }) => id === saved.id);
  const written = { ...policy, sourceRanges: policy.sourceRanges.map((range) => range.trim()).filter(Boolean) };
  const changed = (requireForAll = answer.policies.requireForAll) => ({
    ...answer.policies,
    requireForAll,
    [list]: saved === null ? [...answer.policies[list], written] : answer.policies[list].with(place, written as never),
  });
  const publish = async (policies: object, note: string) => {
    const checked = await run<TlsReview>({ method: "POST", path: "api/tls-policies/check", body: { policies } });
    if (checked.kind === "failed") return;
    setReview(checked.answer);
    if (checked.answer.problems.length + checked.answer.refusals.length > 0) return;
    const body = { policies, basedOn: answer.version, note };
    const done = "Published. It comes into force as soon as the ingress does its part.";
    const refused = {
      "stale-base": "Somebody else published TLS policies meanwhile. Load the page again and look at theirs.",
    };
    const outcome = await run({ method: "PUT", path: "api/tls-policies", body, done, refused });
    if (outcome.kind === "done") leave();
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    void publish(changed(), saved === null ? `New: ${policy.id}` : `Changed: ${policy.id}`);
  };
  const remove = () => {
    const rest = { ...answer.policies, [list]: answer.policies[list].toSpliced(place, 1) };
    void publish(rest, `Deleted: ${policy.id}`);
  };
  return (
    <form onSubmit={save}>
      <Form
        actions={
          mayChange ? (
            <SpaceBetween direction="horizontal" size="xs">
              {saved === null ? null : (
                <Button formAction="none" onClick={remove} disabled={busy}>
                  Delete policy
                </Button>
              )}
              <Button formAction="none" variant="link" onClick={leave}>
                Cancel
              </Button>
              <Button variant="primary" loading={busy}>
                Publish
              </Button>
            </SpaceBetween>
          ) : null
        }
      >
        <SpaceBetween size="l">
          {mayChange ? null : <Alert type="info">Your role may read TLS policies and not change them.</Alert>}
          <ReviewResult
            review={review}
            onRequireForAll={() => void publish(changed(true), "TLS required for the whole gateway")}
          />
          <PolicyFields {...{ policy, set }} groups={answer.groups} isNew={saved === null} disabled={!mayChange} />
          {list === "delivery" ? (
            <DeliveryFields {...{ policy, set }} smtpRoute={answer.smtpRoute} disabled={!mayChange} />
          ) : null}
          <ValidityFields {...{ policy, set }} timeZone={answer.timeZone} disabled={!mayChange} />
        </SpaceBetween>
      </Form>
    </form>
  );
}
