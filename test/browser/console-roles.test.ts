import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser, Request } from "playwright-core";
import { DynamoActivations } from "../../src/aws/dynamodb-account-activations.ts";
import { DynamoGatewaySecrets } from "../../src/aws/dynamodb-gateway-secrets.ts";
import { type Role, roles } from "../../src/contracts/admin-api/role-names.ts";
import { inForce, policyAdminIn, toPartner } from "../support/a-policy-admin.ts";
import { eventually } from "../support/a-sealgate.ts";
import { type ServedConsole, serveConsole } from "../support/serve-console.ts";
import { aHeldMessage, aTrackedMessage } from "../support/some-messages.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { aSignedInTab, broken, type ConsoleTab } from "./console-tab.ts";

const root = join(import.meta.dirname, "..", "..");

/** What stands in the navigation, in its order. */
const linksOf: Readonly<Record<Role, readonly string[]>> = {
  owner: [
    ...["Dashboard", "Message tracking", "Held for review"],
    ...["Policies", "Simulator", "Golden tests", "Defaults and profiles", "History", "Dictionaries"],
    ...["TLS policies", "TLS readiness", "Recipients' accounts", "Groups", "Attributes", "Administrators"],
    ...["Branding", "Settings", "API keys", "Audit log"],
  ],
  "policy-admin": [
    ...["Dashboard", "Message tracking"],
    ...["Policies", "Simulator", "Golden tests", "Defaults and profiles", "History", "Dictionaries"],
    ...["TLS policies", "TLS readiness", "Recipients' accounts", "Groups", "Attributes", "Branding", "Settings"],
  ],
  reviewer: ["Held for review"],
  "help-desk": [
    ...["Dashboard", "Message tracking", "Policies", "History", "TLS policies", "TLS readiness"],
    "Recipients' accounts",
  ],
  auditor: [
    ...["Dashboard", "Message tracking", "Held for review"],
    ...["Policies", "Simulator", "Golden tests", "Defaults and profiles", "History", "Dictionaries"],
    ...["TLS policies", "TLS readiness", "Recipients' accounts", "Groups", "Attributes", "Administrators"],
    ...["Branding", "Settings", "API keys", "Audit log"],
  ],
};

const roleNames: Readonly<Record<Role, string>> = {
  owner: "Owner",
  "policy-admin": "Policy administrator",
  reviewer: "Reviewer",
  "help-desk": "Help desk",
  auditor: "Auditor",
};
const all = roles;
const overseers = roles.filter((role) => role !== "reviewer");
const readers: readonly Role[] = ["owner", "policy-admin", "auditor"];
/** Every page, by an address that leads to it, and who may see it. */
const pages: Readonly<Record<string, readonly Role[]>> = {
  dashboard: overseers,
  messages: overseers,
  "messages/m1": overseers,
  held: ["owner", "reviewer", "auditor"],
  accounts: overseers,
  branding: readers,
  policies: overseers,
  "policies/partner": readers,
  "policy-review": readers,
  simulator: readers,
  "policy-tests": readers,
  "policy-defaults": readers,
  "policy-history": overseers,
  "policy-history/1": overseers,
  dictionaries: readers,
  "dictionaries/none": readers,
  groups: readers,
  "groups/none": readers,
  attributes: readers,
  "tls-policies": overseers,
  "tls-policies/receipt/none": overseers,
  "tls-readiness": overseers,
  administrators: ["owner", "auditor"],
  settings: readers,
  "api-keys": ["owner", "auditor"],
  audit: ["owner", "auditor"],
  account: all,
};

/** Controls that change something, where they stand, and who is given them. */
const controls: readonly { readonly at: string; readonly control: string | RegExp; readonly to: readonly Role[] }[] = [
  { at: "dashboard", control: "Show the secret", to: ["owner"] },
  { at: "held", control: /^Release Plans/, to: ["owner", "reviewer"] },
  { at: "held", control: /^Return Plans/, to: ["owner", "reviewer"] },
  { at: "accounts", control: "Actions for bob@partner.example", to: ["owner", "policy-admin", "help-desk"] },
  { at: "policies", control: "New policy", to: ["owner", "policy-admin"] },
  { at: "policy-review", control: /^Publish version/, to: ["owner", "policy-admin"] },
  { at: "policy-tests", control: "New test", to: ["owner", "policy-admin"] },
  { at: "policy-defaults", control: "New profile", to: ["owner", "policy-admin"] },
  { at: "policy-history/1", control: "Put in force again", to: ["owner", "policy-admin"] },
  { at: "dictionaries", control: "New dictionary", to: ["owner", "policy-admin"] },
  { at: "groups", control: "New group", to: ["owner", "policy-admin"] },
  { at: "attributes", control: /^Import/, to: ["owner", "policy-admin"] },
  { at: "administrators", control: "Invite…", to: ["owner"] },
  { at: "branding", control: "Save", to: ["owner"] },
  { at: "settings", control: "Save", to: ["owner"] },
  { at: "settings", control: "Make a new one…", to: ["owner"] },
  { at: "api-keys", control: "Make a key…", to: ["owner"] },
];

describe("what each role sees of the console", { skip: noBrowser }, () => {
  let served: ServedConsole;
  let browser: Browser;
  before(async () => {
    execFileSync(process.execPath, [join(root, "bin", "build-web.ts")], { stdio: "ignore" });
    served = await serveConsole();
    const { api } = served;
    const secrets = { connector: ["a-secret-of-the-connector"], marker: "m".repeat(30) };
    await new DynamoGatewaySecrets(api.stores.client, api.stores.directory).createIfAbsent(secrets);
    await inForce(api);
    const { policySet } = (await api.context.policies.current()) ?? {};
    assert.ok(policySet);
    await inForce(api, { ...policySet, policies: [toPartner("partner") as never, ...policySet.policies] });
    await aTrackedMessage(api.ledger, "m1", { receivedAt: new Date().toISOString() });
    await aHeldMessage(api.ledger, "h1", {});
    const activations = new DynamoActivations(api.stores.client, api.stores.accounts);
    const at = new Date().toISOString();
    const bob = {
      tokenHash: "h",
      address: "bob@partner.example",
      passwordHash: "x",
      createdAt: at,
      expiresAt: "2099-01-01",
    };
    await activations.open(bob, { alone: true, keep: 5 });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await served?.close();
  });

  it("knows every page of the console", () => {
    const folder = join(root, "web", "admin", "src");
    const files = ["pages/index.ts", "pages/policy-pages.ts", "tls/tls-pages.ts", "access/access-pages.ts"];
    const texts = files.map((file) => readFileSync(join(folder, file), "utf8"));
    const paths = texts.flatMap((text) => [...text.matchAll(/ {4}path: "([^"]+)"/g)].map(([, path = ""]) => path));
    const shape = (path: string) => path.replaceAll(/:\w+/g, "[^/]+");
    const missing = paths.filter(
      (path) => !Object.keys(pages).some((each) => new RegExp(`^${shape(path)}$`).test(each)),
    );
    assert.deepEqual([missing, paths.length], [[], Object.keys(pages).length]);
  });

  for (const role of roles) {
    describe(`as ${role}`, () => {
      let tab: ConsoleTab;
      const refused: string[] = [];
      const pending = new Set<Request>();
      before(async () => {
        const signedIn = await aSignedInTab(browser, served, role);
        tab = signedIn;
        await signedIn.person.open();
        const api = policyAdminIn(signedIn.person);
        if (pages["policy-review"]?.includes(role) && role !== "auditor")
          assert.equal(
            (await api.change({ put: "policies", value: toPartner("mine", `${role}.example`) })).status,
            200,
          );
        tab.page.on("request", (request) => void pending.add(request));
        tab.page.on("requestfinished", (request) => void pending.delete(request));
        tab.page.on("requestfailed", (request) => void pending.delete(request));
        tab.page.on("response", (response) => {
          if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
        });
      });
      after(() => tab?.page.context().close());

      /** Opens a page of the console that is loaded, as a link in it would. */
      const go = async (path: string) => {
        await tab.page.evaluate(`history.pushState(null, "", new URL("${path}", document.baseURI))`);
        await tab.page.evaluate(`dispatchEvent(new PopStateEvent("popstate"))`);
        await tab.page.locator("main .spinner, main [class*=spinner]").first().waitFor({ state: "detached" });
        await tab.page.getByText("Loading", { exact: true }).first().waitFor({ state: "hidden" });
        const title = tab.page.getByRole("heading", { level: 1 }).first();
        await title.waitFor();
        return (await title.textContent()) ?? "";
      };
      /** What the gateway refused meanwhile, but for entries that are not there. */
      const refusals = async () => {
        await eventually("the end of all requests", async () => pending.size === 0);
        return refused.splice(0).filter((line) => !/^404 .*\/none$/.test(line));
      };

      it("leads to exactly the role's pages, the first of them at the console's own address", async () => {
        await tab.page.goto(`${served.url}/`);
        const navigation = tab.page.getByRole("navigation").first();
        await tab.page.getByRole("heading", { level: 1 }).first().waitFor();
        assert.deepEqual(await navigation.getByRole("link").allTextContents(), linksOf[role]);
        assert.deepEqual(await broken(tab.page), []);
      });

      it("opens each of them without asking for anything that the role is refused, and with its controls alone", async () => {
        for (const [path, allowed] of Object.entries(pages)) {
          if (!allowed.includes(role)) continue;
          assert.doesNotMatch(await go(path), /Page not found|Not part of your role/, path);
          for (const { at, control, to } of controls) {
            if (at !== path) continue;
            const found = tab.page.getByRole("button", { name: control, exact: true });
            if (to.includes(role)) await found.first().waitFor();
            else assert.equal(await found.and(tab.page.locator(":enabled")).count(), 0, `${at}: ${control}`);
          }
          assert.deepEqual(await refusals(), [], path);
        }
      });

      it("says politely whom the others are for, also to who follows a link to them", async () => {
        const others = Object.entries(pages).filter(([, allowed]) => !allowed.includes(role));
        for (const [index, [path, allowed]] of others.entries()) {
          if (index === 0) await tab.page.goto(`${served.url}/${path}`);
          assert.equal(await go(path), "Not part of your role", path);
          const words = await tab.page.getByText(/^This page is for other roles:/).textContent();
          for (const each of allowed) assert.match(words ?? "", new RegExp(roleNames[each]));
          assert.match(words ?? "", new RegExp(`You are signed in as ${roleNames[role]}`));
          assert.deepEqual(await refusals(), [], path);
        }
        assert.deepEqual(await broken(tab.page), []);
        await tab.page
          .getByRole("link", { name: "Go to your first page" })
          .or(tab.page.locator("#top"))
          .first()
          .waitFor();
        for (const { at, control, to } of controls)
          if (to.includes(role)) assert.ok(pages[at]?.includes(role), `${at}: ${control}`);
      });

      it("never met its own content security policy or an error", () => {
        assert.deepEqual(tab.complaints, []);
      });
    });
  }
});
