import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import { ChoiceField } from "./choice-field.tsx";
import type { SettingFields } from "./setting-fields.ts";
import { faultIn } from "./settings-faults.ts";

const timeZones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((name) => name !== "UTC")];

/** Where mail comes from, and how it is taken and sent. */
export function GatewayFields(fields: SettingFields) {
  return (
    <Container header={<Header variant="h2">Gateway</Header>}>
      <SpaceBetween size="l">
        <Domains {...fields} />
        <NetworksField {...fields} />
        <WaysOfMail {...fields} />
        <TimeFields {...fields} />
      </SpaceBetween>
    </Container>
  );
}

function Domains({ deployed }: SettingFields) {
  return (
    <SpaceBetween size="xs">
      <KeyValuePairs
        columns={2}
        items={[
          { label: "Company domains", value: deployed.companyDomains.join(", ") },
          { label: "Gateway domain", value: deployed.gatewayDomain },
        ]}
      />
      <div className="quiet">
        Domains are changed at deployment, because SES has to verify them: see “companyDomains” in cdk.json.
      </div>
    </SpaceBetween>
  );
}

function WaysOfMail({ settings, deployed, readOnly, onChange }: SettingFields) {
  return (
    <SpaceBetween size="l">
      <ChoiceField
        label="Form of outside recipients"
        description="How your mail servers write them when they hand mail over."
        value={settings.recipientForm}
        readOnly={readOnly}
        items={[
          { value: "encoded", label: `bob=partner.example@${deployed.gatewayDomain}`, description: "Always possible." },
          {
            value: "domain",
            label: `bob@partner.example.${deployed.gatewayDomain}`,
            description: "Lets TLS policies name partner domains on SES receipt rules.",
          },
        ]}
        onChange={(recipientForm) => onChange({ recipientForm })}
      />
      <ChoiceField
        label="Mail with a foreign From"
        description="Forwarded and list mail that leaves unencrypted. SES sends in your own names only."
        value={settings.foreignFrom}
        readOnly={readOnly}
        items={[
          {
            value: "rewrite",
            label: "Send in your name",
            description: "“Name via company”; replies go to the author.",
          },
          { value: "return", label: "Return to sender" },
        ]}
        onChange={(foreignFrom) => onChange({ foreignFrom })}
      />
      <ChoiceField
        label="Attachments that SES refuses"
        description="Programs, scripts and the like in unencrypted mail."
        value={settings.refusedAttachment}
        readOnly={readOnly}
        items={[
          { value: "encrypt", label: "Encrypt the message", description: "The sender is told why." },
          { value: "return", label: "Return to sender" },
        ]}
        onChange={(refusedAttachment) => onChange({ refusedAttachment })}
      />
    </SpaceBetween>
  );
}

function TimeFields({ settings, deployed, readOnly, onChange }: SettingFields) {
  return (
    <SpaceBetween size="l">
      <FormField label="Time zone" description="For days and hours that name none, as those of TLS policies.">
        <Select
          selectedOption={{ value: settings.policyTimeZone, label: settings.policyTimeZone }}
          options={timeZones.map((value) => ({ value, label: value }))}
          filteringType="auto"
          readOnly={readOnly}
          onChange={({ detail }) => onChange({ policyTimeZone: detail.selectedOption.value ?? "UTC" })}
        />
      </FormField>
      <FormField
        label="Days that encrypted mail is kept"
        description={`Where its encryption profile says nothing. As deployed: ${deployed.defaultExpiryDays}.`}
        errorText={faultIn(settings, "defaultExpiryDays")}
      >
        <Input
          value={settings.defaultExpiryDays === undefined ? "" : String(settings.defaultExpiryDays)}
          placeholder={String(deployed.defaultExpiryDays)}
          type="number"
          inputMode="numeric"
          readOnly={readOnly}
          onChange={({ detail }) =>
            onChange({ defaultExpiryDays: detail.value === "" ? undefined : Number(detail.value) })
          }
        />
      </FormField>
    </SpaceBetween>
  );
}

function NetworksField({ settings, deployed, readOnly, onChange }: SettingFields) {
  const [text, setText] = useState(settings.connectorNetworks?.join("\n") ?? "");
  const change = (typed: string) => {
    setText(typed);
    const networks = typed.split(/[\s,]+/).filter((part) => part !== "");
    onChange({ connectorNetworks: networks.length === 0 ? undefined : networks });
  };
  return (
    <FormField
      label="Networks of your mail servers"
      description={`One a line, as 192.0.2.0/24. Mail from anywhere else is refused. As deployed: ${deployed.connectorNetworks.join(", ")}.`}
      errorText={faultIn(settings, "connectorNetworks")}
    >
      <Textarea
        value={text}
        rows={3}
        placeholder={deployed.connectorNetworks.join("\n")}
        readOnly={readOnly}
        spellcheck={false}
        onChange={({ detail }) => change(detail.value)}
      />
    </FormField>
  );
}
