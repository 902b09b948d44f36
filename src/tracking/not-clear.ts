/** How every sentence begins that says why a message was encrypted although no policy asked for it. */
export const notClear = "It cannot be sent unencrypted";
