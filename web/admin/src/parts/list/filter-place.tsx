import Input from "@cloudscape-design/components/input";
import { lazy, Suspense, useState } from "react";
import type { ListFilterProps } from "./list-filter.tsx";

const load = () => import("./list-filter.tsx");
const ListFilter = lazy(async () => ({ default: (await load()).ListFilter }));

/** Where the filter stands: its code comes when somebody wants to filter, so that a list appears without it. */
export function FilterPlace(props: ListFilterProps) {
  const [wanted, setWanted] = useState(false);
  const { placeholder, tokens, properties, freeText } = props;
  if (properties.length === 0 && !freeText) return null;
  const stand = (
    <Input
      type="search"
      value=""
      placeholder={placeholder}
      ariaLabel={placeholder}
      onFocus={() => setWanted(true)}
      onChange={() => setWanted(true)}
    />
  );
  if (!wanted && tokens.length === 0) return <div onPointerEnter={() => void load()}>{stand}</div>;
  return (
    <Suspense fallback={stand}>
      <ListFilter {...props} focus={wanted} />
    </Suspense>
  );
}
