/** Languages that pages and mails speak. */
export const languages = ["en", "de", "fr", "es", "pt-BR", "ja", "ar"] as const;
