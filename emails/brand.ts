/** The brand as emails use it. Email clients don't support CSS variables, so these repeat the values of app/globals.css. */
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
