import AppLayout from "@cloudscape-design/components/app-layout";
import SideNavigation, { type SideNavigationProps } from "@cloudscape-design/components/side-navigation";
import Spinner from "@cloudscape-design/components/spinner";
import TopNavigation from "@cloudscape-design/components/top-navigation";
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import type { Role } from "../../../src/contracts/admin-api/role-names.ts";
import { AsideProvider, type SetAside } from "./aside.ts";
import { findPage, rolesOf } from "./find-page.ts";
import { type Flash, FlashProvider } from "./flashes.ts";
import { type ConsolePage, type PageProps, sections } from "./pages/console-page.ts";
import { pages } from "./pages/index.ts";
import { NotFoundPage } from "./pages/not-found-page.tsx";
import { follow, goTo, hrefOf, usePath } from "./router.ts";
import { useVisit } from "./signed-in.ts";
import { roleWords } from "./words.ts";

const Flashbar = lazy(() => import("@cloudscape-design/components/flashbar"));

type Props = { portalName: string; onSignOut: () => Promise<void> };

/** The console's frame and the page that the address names. */
export function Console({ portalName, onSignOut }: Props) {
  const path = usePath();
  const { role } = useVisit().signedIn;
  const [navigationOpen, setNavigationOpen] = useState(() => matchMedia("(min-width: 1200px)").matches);
  const [flash, setFlash] = useState<Flash | null>(null);
  const [aside, setAside] = useState<Parameters<SetAside>[0]>(null);
  const beside = aside !== null;
  useEffect(() => setNavigationOpen(!beside && matchMedia("(min-width: 1200px)").matches), [beside]);
  const said = useRef<Flash | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was said belongs to the page before, but for what led to this one
  useEffect(() => {
    const { current } = said;
    setFlash((now) => (now === current ? null : now));
  }, [path]);
  useEffect(() => {
    said.current = flash;
  }, [flash]);
  return (
    <Providers flash={setFlash} aside={setAside}>
      <Top portalName={portalName} onSignOut={onSignOut} />
      <AppLayout
        headerSelector="#top"
        navigation={<Navigation path={path} role={role} />}
        navigationOpen={navigationOpen}
        onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
        navigationWidth={220}
        tools={aside?.content}
        toolsHide={aside === null}
        toolsOpen={aside !== null}
        toolsWidth={440}
        onToolsChange={({ detail }) => {
          if (!detail.open) aside?.onClose();
        }}
        ariaLabels={{ tools: "Details", toolsClose: "Close details", toolsToggle: "Open details" }}
        notifications={flash === null ? undefined : <Said flash={flash} onDismiss={() => setFlash(null)} />}
        content={
          <Suspense fallback={<Spinner size="large" />}>
            <Page path={path} role={role} />
          </Suspense>
        }
      />
    </Providers>
  );
}

function Providers({ flash, aside, children }: { flash: SetFlash; aside: SetAside; children: ReactNode }) {
  return (
    <FlashProvider value={flash}>
      <AsideProvider value={aside}>{children}</AsideProvider>
    </FlashProvider>
  );
}

type SetFlash = (flash: Flash | null) => void;

function Top({ portalName, onSignOut }: Props) {
  const { signedIn } = useVisit();
  return (
    <div id="top" className="top">
      <TopNavigation
        identity={{ href: hrefOf(""), title: `${portalName} Console`, onFollow: (event) => follow(home(event)) }}
        utilities={[
          {
            type: "menu-dropdown",
            text: signedIn.userName,
            description: roleWords[signedIn.role],
            iconName: "user-profile",
            items: [
              { id: "account", text: "Your account" },
              { id: "sign-out", text: "Sign out" },
            ],
            onItemClick: ({ detail }) => (detail.id === "account" ? goTo("account") : void onSignOut()),
          },
        ]}
      />
    </div>
  );
}

function Said({ flash, onDismiss }: { flash: Flash; onDismiss: () => void }) {
  return (
    <Suspense>
      <Flashbar
        items={[
          { type: flash.type, content: flash.text, dismissible: true, dismissLabel: "Dismiss", onDismiss, id: "flash" },
        ]}
      />
    </Suspense>
  );
}

function Navigation({ path, role }: { path: string; role: Role }) {
  const found = findPage(pages, role, path);
  const first = path === "" ? found?.page.path : path.split("/", 1)[0];
  const items = sections.flatMap((section): SideNavigationProps.Item[] => {
    const links = pages
      .filter((page) => page.section === section && page.roles.includes(role))
      .map(({ title, path: target }) => ({ type: "link" as const, text: title, href: hrefOf(target) }));
    if (section === "Overview") return links;
    return links.length === 0 ? [] : [{ type: "section-group", title: section, items: links }];
  });
  return <SideNavigation activeHref={hrefOf(first ?? "")} onFollow={follow} items={items} />;
}

function Page({ path, role }: { path: string; role: Role }) {
  const found = findPage(pages, role, path);
  if (found === null) return <NotFoundPage roles={rolesOf(pages, path)} />;
  const Shown = componentOf(found.page);
  return <Shown key={path} params={found.params} />;
}

const components = new Map<ConsolePage, ComponentType<PageProps>>();

function componentOf(page: ConsolePage): ComponentType<PageProps> {
  const known = components.get(page);
  if (known !== undefined) return known;
  const made = lazy(async () => ({ default: await page.load() }));
  components.set(page, made);
  return made;
}

function home(event: { preventDefault(): void }) {
  return { preventDefault: () => event.preventDefault(), detail: { href: hrefOf("") } };
}
