import {
  DeregisterMemberFromAddressListCommand,
  ListMembersOfAddressListCommand,
  type MailManagerClient,
  RegisterMemberToAddressListCommand,
} from "@aws-sdk/client-mailmanager";
import type { DomainList } from "../tls/ingress-ports.ts";

/** The address list of our endpoint in Mail Manager; adding who is there and removing who is not changes nothing. */
export class MailManagerDomains implements DomainList {
  readonly #client: MailManagerClient;
  readonly #id: string;

  constructor(client: MailManagerClient, id: string) {
    this.#client = client;
    this.#id = id;
  }

  async members(): Promise<readonly string[]> {
    const found: string[] = [];
    for (let NextToken: string | undefined; ; ) {
      const page = await this.#client.send(
        new ListMembersOfAddressListCommand({ AddressListId: this.#id, PageSize: 1000, NextToken }),
      );
      found.push(...(page.Addresses ?? []).flatMap(({ Address }) => Address ?? []));
      NextToken = page.NextToken;
      if (NextToken === undefined) return found;
    }
  }

  async add(member: string): Promise<void> {
    await this.#client.send(new RegisterMemberToAddressListCommand({ AddressListId: this.#id, Address: member }));
  }

  async remove(member: string): Promise<void> {
    await this.#client.send(new DeregisterMemberFromAddressListCommand({ AddressListId: this.#id, Address: member }));
  }
}
