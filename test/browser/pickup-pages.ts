import type { Page } from "playwright-core";
import { rulesOf } from "../../src/tracking/deposit.ts";
import { aDeposit } from "../unit/pickup/in-memory-mailbox.ts";
import { type aPickupCenter, password } from "./a-pickup-center.ts";

type Center = Awaited<ReturnType<typeof aPickupCenter>>;

/** A page by name: where it is, and what is done there to see it. Labels depend on the language: places go by names. */
export type PickupPage = { readonly name: string; readonly path: string; readonly act?: (page: Page) => Promise<void> };

const names = ["new", "expired", "reset", "second", "bob", "empty"] as const;
type Address = Record<(typeof names)[number], string>;

/** Presses the button of a form. */
export async function press(page: Page, form: string, button = "button:not(.first)"): Promise<void> {
  const before = page.waitForEvent("framenavigated");
  await page.locator(`main form[action$="${form}"] ${button}`).first().click();
  await before;
  await page.waitForLoadState();
}

const fill = (name: string, value: string) => (page: Page) => page.locator(`main [name="${name}"]`).first().fill(value);

/** Puts every kind of message into mailboxes of their own, named for the run. */
export async function somePages(center: Center, run: string) {
  const address = Object.fromEntries(names.map((name) => [name, `${name}-${run}@partner.example`])) as Address;
  const put = (messageId: string, over: Parameters<Center["put"]>[0] = {}, ...more: unknown[]) =>
    center.put(
      { messageId: `${messageId}-${run}`, address: address.bob, ...over },
      ...(more as [Parameters<Center["put"]>[1], Buffer[]]),
    );
  const attachments = ["contract.pdf", `${"a-very-long-name-".repeat(9)}.pdf`].map((name) => ({
    name,
    type: "application/pdf",
    size: 12_345_678,
    inline: false,
  }));
  const html = '<h1>Dear Bob</h1><p>see <a href="https://a.example">this</a></p><img src="https://b.example/p.gif">';
  const rules = { ...rulesOf(aDeposit()), composeAllowed: true };
  const people = ["carol@third.example", `${"d".repeat(60)}@${"long.".repeat(12)}example`];
  put("m", { rules }, { html, text: "Dear Bob\n> quoted", attachments, to: [address.bob, ...people], cc: people }, []);
  put("long", { subject: "Donaudampfschifffahrtsgesellschaft".repeat(6) }, { text: "a line\n".repeat(300_000) });
  put("none", { subject: "", fromName: "" });
  put("soon", { subject: "Ends soon", expiresAt: new Date(Date.now() + 90_000_000).toISOString() });
  for (const state of ["recalled", "expired", "suspended"] as const) put(state, { state, subject: `It is ${state}` });
  put("deleted", { subject: "Deleted" });
  put("weak", { subject: "More than a password", rules: { ...rules, signIn: "second-factor" } });
  const shared = `info-${run}@${"long.".repeat(8)}example`;
  put("shared", { address: shared, subject: "For the shared mailbox" });
  const since = { invitedAt: "2026-11-01T08:00:00.000Z", invitedBy: "administrator" };
  for (const reader of [address.bob, address.empty])
    await center.portal.context.coReaders.add({ mailbox: shared, reader, ...since });
  await center.portal.context.coReaders.add({
    mailbox: address.bob,
    reader: `anna.with.a.long.name-${run}@${"long.".repeat(8)}example`,
    ...since,
  });
  for (let number = 0; number < 30; number += 1) put(`n${number}`, { receivedAt: "2026-10-01T08:00:00.000Z" });
  return { address, links: await someLinks(center, address, run) };
}

async function someLinks(center: Center, address: Address, run: string) {
  const expired = await center.activation({ address: address.expired });
  for (const [hash, one] of center.portal.accounts.state.activations)
    if (one.address === address.expired)
      center.portal.accounts.state.activations.set(hash, { ...one, expiresAt: "2026-01-01T00:00:00.000Z" });
  return {
    expired: expired.token,
    activation: (await center.activation({ address: address.new })).token,
    message: await center.link(address.bob, `m-${run}`),
    foreign: await center.link("carol@third.example", `m-${run}`),
  };
}

/** What whoever is not signed in sees. */
export function openPages(links: Awaited<ReturnType<typeof somePages>>["links"]): PickupPage[] {
  return [
    { name: "sign-in", path: "/sign-in" },
    { name: "sign-in-out", path: "/sign-in?out=1" },
    { name: "sign-in-for-a-message", path: `/m/${links.message}` },
    {
      name: "sign-in-wrong",
      path: "/sign-in",
      act: async (page) => {
        await fill("address", "nobody@partner.example")(page);
        await press(page, "/sign-in");
      },
    },
    { name: "forgot", path: "/forgot-password" },
    { name: "forgot-wrong", path: "/forgot-password", act: (page) => press(page, "/forgot-password") },
    {
      name: "forgot-done",
      path: "/forgot-password",
      act: async (page) => {
        await fill("address", "somebody@partner.example")(page);
        await press(page, "/forgot-password");
      },
    },
    { name: "activation", path: `/a/${links.activation}` },
    { name: "activation-wrong", path: `/a/${links.activation}`, act: (page) => press(page, links.activation) },
    { name: "link-expired", path: `/a/${links.expired}` },
    { name: "link-unknown", path: "/a/none" },
    { name: "message-link-unknown", path: "/m/none" },
    { name: "sender-link-unknown", path: "/s/none" },
    { name: "nothing-here", path: "/nothing/here" },
  ];
}

/** What a signed-in recipient sees of messages and letters. */
export function mailPages(run: string, links: Awaited<ReturnType<typeof somePages>>["links"]): PickupPage[] {
  const own = `/messages/m-${run}`;
  const send = (text: string) => async (page: Page) => {
    await fill("text", text)(page);
    await press(page, page.url().includes("compose") ? "/compose" : "/reply", "[value=send]");
  };
  return [
    { name: "inbox", path: "/inbox" },
    { name: "inbox-search", path: "/inbox?q=ends" },
    { name: "inbox-search-none", path: "/inbox?q=nothing-like-it" },
    { name: "inbox-older", path: "/inbox", act: async (page) => void (await page.locator(".more a").click()) },
    { name: "message", path: own },
    { name: "message-text", path: `${own}?as=text` },
    { name: "message-images", path: `${own}?images=1` },
    { name: "message-long", path: `/messages/long-${run}` },
    { name: "message-unnamed", path: `/messages/none-${run}` },
    { name: "message-headers", path: `${own}/headers` },
    { name: "message-on-paper", path: `${own}/body?print=1&as=text` },
    { name: "message-other-account", path: `/m/${links.foreign}` },
    ...["recalled", "expired", "suspended"].map((state) => ({ name: state, path: `/messages/${state}-${run}` })),
    { name: "delete", path: `/messages/deleted-${run}/delete` },
    { name: "deleted", path: `/messages/deleted-${run}/delete`, act: (page) => press(page, "/delete") },
    { name: "deleted-message", path: `/messages/deleted-${run}` },
    { name: "reply", path: `${own}/reply` },
    { name: "reply-empty", path: `${own}/reply`, act: send("") },
    {
      name: "reply-with-file",
      path: `${own}/reply?all=1`,
      act: async (page) => {
        const file = { name: "signed page.txt", mimeType: "text/plain", buffer: Buffer.from("signed") };
        await page.locator("[type=file]").setInputFiles(file);
        await page.locator(".files").waitFor();
      },
    },
    { name: "sent-now", path: `${own}/reply`, act: send("Dear Anna,\nthank you.") },
    { name: "compose", path: "/compose" },
    { name: "compose-wrong", path: "/compose", act: send("Hello") },
    { name: "sent-list", path: "/sent" },
    { name: "message-shared", path: `/messages/shared-${run}` },
    {
      name: "inbox-shared",
      path: "/inbox",
      act: async (page) => void (await page.locator("[href*='box=']").last().click()),
    },
    { name: "message-needs-more", path: `/messages/weak-${run}` },
    { name: "nothing-here-signed-in", path: "/messages/none" },
    {
      name: "stale-form",
      path: `${own}/reply`,
      act: async (page) => {
        await page.locator('#letter [name="form-token"]').evaluate((token) => token.setAttribute("value", "old"));
        await send("What I wrote")(page);
      },
    },
  ];
}

/** What a signed-in recipient sees of the account; the last one ends with codes at sign-in. */
export function accountPages(code: (secret: string) => string): PickupPage[] {
  const path = "/account/second-factor";
  return [
    { name: "account", path: "/account" },
    {
      name: "account-wrong",
      path: "/account",
      act: async (page) => {
        await fill("name", " ")(page);
        await fill("time-zone", "Mars")(page);
        await press(page, "/account");
      },
    },
    {
      name: "account-password-wrong",
      path: "/account",
      act: async (page) => {
        await fill("current", password)(page);
        await fill("password", "short")(page);
        await press(page, "/account/password");
      },
    },
    { name: "passkey", path: "/account/passkey" },
    { name: "co-readers", path: "/account/co-readers" },
    { name: "co-readers-wrong", path: "/account/co-readers", act: (page) => press(page, "/account/co-readers") },
    { name: "codes-set-up", path },
    { name: "codes-wrong", path, act: (page) => press(page, path) },
    {
      name: "codes-recovery",
      path,
      act: async (page) => {
        await fill("code", code(await page.locator("[name=secret]").inputValue()))(page);
        await press(page, path);
      },
    },
    { name: "account-with-codes", path: "/account" },
    { name: "codes-off-wrong", path: "/account", act: (page) => press(page, "/second-factor/off") },
  ];
}
