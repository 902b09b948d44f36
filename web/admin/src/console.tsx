import AppLayout from "@cloudscape-design/components/app-layout";
import SideNavigation from "@cloudscape-design/components/side-navigation";
import Spinner from "@cloudscape-design/components/spinner";
import TopNavigation from "@cloudscape-design/components/top-navigation";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { SignedInAnswer } from "../../../src/contracts/admin-api/session.ts";
import { NotFoundPage } from "./pages/not-found-page.tsx";
import { follow, hrefOf, usePath } from "./router.ts";

const PoliciesPage = lazy(async () => ({ default: (await import("./pages/policies-page.tsx")).PoliciesPage }));
const MessagesPage = lazy(async () => ({ default: (await import("./pages/messages-page.tsx")).MessagesPage }));
const MessagePage = lazy(async () => ({ default: (await import("./pages/message-page.tsx")).MessagePage }));

type Props = { portalName: string; signedIn: SignedInAnswer; onSignOut: () => Promise<void> };

/** The console's frame and the page that the address names. */
export function Console({ portalName, signedIn, onSignOut }: Props) {
  const path = usePath();
  const [navigationOpen, setNavigationOpen] = useState(() => matchMedia("(min-width: 1200px)").matches);
  return (
    <>
      <div id="top" className="top">
        <TopNavigation
          identity={{ href: hrefOf(""), title: `${portalName} Console`, onFollow: (event) => follow(home(event)) }}
          utilities={[
            {
              type: "menu-dropdown",
              text: signedIn.userName,
              description: roleWords[signedIn.role],
              iconName: "user-profile",
              items: [{ id: "sign-out", text: "Sign out" }],
              onItemClick: () => void onSignOut(),
            },
          ]}
        />
      </div>
      <AppLayout
        headerSelector="#top"
        navigation={<Navigation path={path} />}
        navigationOpen={navigationOpen}
        onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
        navigationWidth={210}
        toolsHide
        content={
          <Suspense fallback={<Spinner size="large" />}>
            <Page path={path} />
          </Suspense>
        }
      />
    </>
  );
}

const roleWords: Readonly<Record<SignedInAnswer["role"], string>> = {
  owner: "Owner",
  "policy-admin": "Policy administrator",
  reviewer: "Reviewer",
  "help-desk": "Help desk",
  auditor: "Auditor",
};

function Navigation({ path }: { path: string }) {
  const active = path === "" ? "policies" : path.split("/", 1)[0];
  return (
    <SideNavigation
      activeHref={hrefOf(active ?? "")}
      header={{ text: "Administration", href: hrefOf("policies") }}
      onFollow={follow}
      items={[
        { type: "link", text: "Policies", href: hrefOf("policies") },
        { type: "link", text: "Message tracking", href: hrefOf("messages") },
      ]}
    />
  );
}

function Page({ path }: { path: string }): ReactNode {
  const [name = "", id, ...more] = path.split("/");
  if (more.length > 0) return <NotFoundPage />;
  if (id === undefined && (name === "" || name === "policies")) return <PoliciesPage />;
  if (id === undefined && name === "messages") return <MessagesPage />;
  if (id !== undefined && name === "messages") return <MessagePage id={decodeURIComponent(id)} />;
  return <NotFoundPage />;
}

function home(event: { preventDefault(): void }) {
  return { preventDefault: () => event.preventDefault(), detail: { href: hrefOf("policies") } };
}
