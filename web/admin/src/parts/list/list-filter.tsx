import PropertyFilter, { type PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import { useEffect, useRef } from "react";
import type { Operator, Token } from "./tokens.ts";

/** One thing to filter by. */
export type FilterProperty = {
  readonly key: string;
  readonly label: string;
  readonly operators: readonly Operator[];
  /** Values to choose from, with what they are called. */
  readonly choices?: readonly { readonly value: string; readonly label?: string }[];
};

/** What a list's filter is given. */
export type ListFilterProps = {
  properties: readonly FilterProperty[];
  tokens: readonly Token[];
  placeholder: string;
  /** Whether words without a property may be asked for. */
  freeText: boolean;
  count?: string;
  onChange: (tokens: readonly Token[]) => void;
};

/** The filter above a list; all its conditions must hold. */
export function ListFilter({
  properties,
  tokens,
  placeholder,
  freeText,
  count,
  onChange,
  focus = false,
}: ListFilterProps & { focus?: boolean }) {
  const place = useRef<PropertyFilterProps.Ref>(null);
  useEffect(() => {
    if (focus) place.current?.focus();
  }, [focus]);
  return (
    <PropertyFilter
      ref={place}
      query={{ operation: "and", tokens: tokens.map(toQueryToken) }}
      onChange={({ detail }) => onChange(detail.tokens.flatMap(toToken))}
      filteringProperties={properties.map(toProperty)}
      filteringOptions={properties.flatMap(({ key, choices = [] }) =>
        choices.map(({ value, label }) => ({ propertyKey: key, value, ...(label === undefined ? {} : { label }) })),
      )}
      filteringPlaceholder={placeholder}
      filteringAriaLabel={placeholder}
      disableFreeTextFiltering={!freeText}
      readOnlyOperations
      expandToViewport
      countText={count}
    />
  );
}

function toProperty({ key, label, operators, choices = [] }: FilterProperty): PropertyFilterProps.FilteringProperty {
  const words = new Map(choices.map(({ value, label }) => [value, label ?? value]));
  const format = (value: unknown) => words.get(String(value)) ?? String(value ?? "");
  return {
    key,
    propertyLabel: label,
    groupValuesLabel: label,
    operators: operators.map((operator) => ({ operator, format, description: operatorWords[operator] })),
    defaultOperator: operators[0],
  };
}

const operatorWords: Readonly<Partial<Record<Operator, string>>> = { ">=": "On or after", "<=": "On or before" };

function toQueryToken({ key, operator, value }: Token): PropertyFilterProps.Token {
  return { ...(key === "" ? {} : { propertyKey: key }), operator, value };
}

function toToken({ propertyKey = "", operator, value }: PropertyFilterProps.Token): Token[] {
  const text = String(value ?? "").trim();
  return text === "" ? [] : [{ key: propertyKey, operator: operator as Operator, value: text }];
}
