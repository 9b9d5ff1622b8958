import type { CommonProps } from "./email-content";

/** What every email shows in the preview of React Email and in tests. */
export const PREVIEW: CommonProps = {
  username: "john_doe",
  brand: {
    name: "Real MFA",
    logoUrl: undefined,
    markUrl: undefined,
    accent: "#0a7457",
    onAccent: "#ffffff",
    accentDark: "#5fd3ac",
    onAccentDark: "#08231a",
  },
  supportEmail: "support@realmfa.com",
  year: "2026",
};

/** What a security notice shows besides, in the preview and in tests. */
export const PREVIEW_EVENT = {
  device: "Firefox on Linux",
  at: "22 November 2026 at 12:00 UTC",
  place: "Berlin, Germany",
  ipAddress: "203.0.113.7",
};
