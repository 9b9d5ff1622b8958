/** The identity in mails. Mail programs know no CSS variables, so the values of app/globals.css stand here as plain colours. */
export const brand = {
  name: "Real MFA",
  accent: "#0a7457",
  onAccent: "#ffffff",
  ink: "#18201c",
  muted: "#5c6661",
  paper: "#f6f5f1",
  card: "#ffffff",
  line: "#e2e0d8",
  font: "'Instrument Sans', -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
} as const;
