import { raw } from "hono/html";

const svg = (body: string) =>
  raw(
    `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${body}</svg>`,
  );

export const lockIcon = svg(
  '<rect x="4" y="10.5" width="16" height="10.5" rx="2"/><path d="M8 10.5V7a4 4 0 0 1 8 0v3.5"/>',
);
export const clipIcon = svg(
  '<path d="m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8L9.6 17a1.7 1.7 0 0 1-2.4-2.4L15 7"/>',
);
export const inboxIcon = svg('<path d="M3 13h5l1.5 3h5L16 13h5"/><path d="M6 5h12l3 8v6H3v-6z"/>');
export const backIcon = svg('<path d="m14 6-6 6 6 6"/>');
export const downloadIcon = svg('<path d="M12 4v11m-5-5 5 5 5-5M5 20h14"/>');
