import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Authorize, type Deployment, type Resource, ServiceError, type ServiceRequest } from "../core/service.ts";

const pageSize = 1000;
const list = z.object({ AddressListId: z.string().regex(/^[a-zA-Z0-9-]{1,255}$/) });
/** An address or a domain; an asterisk stands once at most, and before the `@` where there is one. */
const member = list.extend({
  Address: z
    .string()
    .min(3)
    .max(320)
    .regex(/^[^*\s]*\*?[^*\s]*$/)
    .regex(/^(?!.*@.*\*)/),
});
const listing = list.extend({
  PageSize: z.number().int().min(1).max(pageSize).optional(),
  NextToken: z.string().regex(/^\d+$/).optional(),
});

const operations = ["ListMembersOfAddressList", "RegisterMemberToAddressList", "DeregisterMemberFromAddressList"];

/** Mail Manager's address lists: those that the template declares, with members as calls change them, kept on disk. */
export class AddressLists {
  readonly #file: string;
  readonly #members: Map<string, Set<string>>;
  readonly #deployment: Deployment;

  constructor(folder: string, resources: readonly Resource[], deployment: Deployment) {
    this.#file = join(folder, "address-lists.json");
    this.#deployment = deployment;
    const kept: Record<string, string[]> = existsSync(this.#file) ? JSON.parse(readFileSync(this.#file, "utf8")) : {};
    const declared = resources.filter(({ type }) => type === "AWS::SES::MailManagerAddressList");
    this.#members = new Map(declared.map(({ ref }) => [ref, new Set(kept[ref])]));
  }

  knows(operation: string): boolean {
    return operations.includes(operation);
  }

  membersOf(arn: string): readonly string[] {
    return [...this.#find(arn.slice(arn.lastIndexOf("/") + 1))];
  }

  answer(operation: string, { body, caller }: ServiceRequest, authorize: Authorize): object {
    const given: unknown = JSON.parse(body.toString() || "{}");
    const { AddressListId: id } = parsed(list, given);
    const { region, accountId } = this.#deployment;
    const resource = `arn:aws:ses:${region}:${accountId}:mailmanager-address-list/${id}`;
    authorize({ caller, action: `ses:${operation}`, resource });
    const members = this.#find(id);
    if (operation === "ListMembersOfAddressList") return pageOf([...members].sort(), parsed(listing, given));
    const { Address } = parsed(member, given);
    if (operation === "RegisterMemberToAddressList") members.add(Address);
    else members.delete(Address);
    const all = [...this.#members].map(([name, of]) => [name, [...of]]);
    writeFileSync(this.#file, JSON.stringify(Object.fromEntries(all)), { flush: true });
    return {};
  }

  #find(id: string): Set<string> {
    const found = this.#members.get(id);
    if (found === undefined) throw new ServiceError("ResourceNotFoundException", `Address list ${id} does not exist`);
    return found;
  }
}

function pageOf(members: readonly string[], { PageSize = pageSize, NextToken = "0" }: z.output<typeof listing>) {
  const from = Number(NextToken);
  const Addresses = members.slice(from, from + PageSize).map((Address) => ({ Address, CreatedTimestamp: 0 }));
  const more = from + PageSize < members.length;
  return { Addresses, ...(more && { NextToken: String(from + PageSize) }) };
}

function parsed<T extends z.ZodType>(schema: T, given: unknown): z.output<T> {
  const result = schema.safeParse(given);
  if (!result.success) throw new ServiceError("ValidationException", z.prettifyError(result.error));
  return result.data;
}
