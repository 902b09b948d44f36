import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { FactorOfferAnswer } from "../../../../src/contracts/admin-api/session.ts";
import { QrPicture } from "./qr-picture.tsx";

type Props = { offer: FactorOfferAnswer; code: string; onCode: (code: string) => void };

/** The picture for an authenticator app, the secret to type instead, and the code that proves it. */
export function GeneratorForm({ offer, code, onCode }: Props) {
  return (
    <SpaceBetween size="m">
      <div className="offer">
        <QrPicture rows={offer.picture} label="QR code for your authenticator app" />
        <div>
          Scan the picture with an authenticator app on your phone. If you cannot, type this key into the app:
          <code className="secret">{(offer.secret.match(/.{1,4}/g) ?? []).join(" ")}</code>
        </div>
      </div>
      <FormField label="Code" description="The six digits that the app shows now.">
        <Input
          value={code}
          onChange={({ detail }) => onCode(detail.value)}
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          spellcheck={false}
        />
      </FormField>
    </SpaceBetween>
  );
}
