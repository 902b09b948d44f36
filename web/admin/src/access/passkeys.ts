type JsonOptions = Readonly<Record<string, unknown>>;

/** Whether this browser can make and use passkeys from the API's options. */
export function knowsPasskeys(): boolean {
  return typeof PublicKeyCredential !== "undefined" && "parseCreationOptionsFromJSON" in PublicKeyCredential;
}

/** Has the browser make a passkey; null when the person or the browser would not. */
export async function makePasskey(options: JsonOptions): Promise<object | null> {
  return answered(async () => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
      options as unknown as PublicKeyCredentialCreationOptionsJSON,
    );
    return navigator.credentials.create({ publicKey });
  });
}

/** Has the browser prove a passkey; null when the person or the browser would not. */
export async function provePasskey(options: JsonOptions): Promise<object | null> {
  return answered(async () => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
      options as unknown as PublicKeyCredentialRequestOptionsJSON,
    );
    return navigator.credentials.get({ publicKey });
  });
}

async function answered(ask: () => Promise<Credential | null>): Promise<object | null> {
  try {
    const credential = await ask();
    return credential instanceof PublicKeyCredential ? credential.toJSON() : null;
  } catch {
    return null;
  }
}
