import { config } from "zod/v4/core";

// Imported before any schema: these would otherwise try whether they may compile themselves, which our content security policy reports.
config({ jitless: true });
