import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { routes } from "../../../functions/admin-api/routes/index.ts";
import { type ABrowser, type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";

describe("the API's own description", () => {
  let api: AnAdminApi;
  let auditor: ABrowser;
  before(async () => {
    api = await anAdminApi();
    auditor = api.browser();
    await auditor.signInFirstTime("auditor", await api.person("auditor", "auditor"));
  });
  after(() => api.close());

  it("is an OpenAPI 3.1 document with every route, its roles and its schemas", async () => {
    const { json } = await auditor.ask({ path: "/api/openapi.json" });
    assert.equal(json.openapi, "3.1.0");
    const described = Object.entries<Record<string, unknown>>(json.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    assert.deepEqual(described.toSorted(), routes.map(({ method, path }) => `${method} ${path}`).toSorted());
    const ids = Object.values<Record<string, { operationId: string }>>(json.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    assert.equal(new Set(ids).size, ids.length);
    const invite = json.paths["/api/administrators"].post;
    assert.deepEqual(invite["x-roles"], ["owner"]);
    const { properties } = invite.requestBody.content["application/json"].schema;
    assert.deepEqual(Object.keys(properties), ["userName", "address", "role"]);
    const audit = json.paths["/api/audit"].get;
    assert.deepEqual(audit.security, [{ session: [] }, { apiKey: [] }]);
    assert.deepEqual(
      audit.parameters.map(({ name }: { name: string }) => name),
      ["limit", "cursor", "after", "action", "by", "object", "since", "until"],
    );
  });

  it("refers to nothing that is not in it", async () => {
    const { body } = await auditor.ask({ path: "/api/openapi.json" });
    const references = [...body.toString().matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target ?? "");
    const outside = references.filter(
      (target) => target !== "#/components/schemas/Problem" && !target.startsWith("#/$defs"),
    );
    assert.deepEqual(outside, []);
  });

  it("is a page without scripts and with a style of our own origin", async () => {
    const page = await auditor.ask({ path: "/api/docs" });
    assert.match(page.headers["content-type"] ?? "", /text\/html/);
    const html = page.body.toString();
    for (const { path } of routes) assert.ok(html.includes(path), path);
    assert.doesNotMatch(html, /<script|<style|https?:\/\/(?!console\.example)|style=/);
    assert.match((await auditor.ask({ path: "/api/docs.css" })).headers["content-type"] ?? "", /text\/css/);
  });
});
