/** The sign of a state. It is drawn by the style sheet, so that forms with messages need no script for it. */
export function StateIcon({ tone }: { tone: "success" | "info" | "warning" | "danger" }) {
  return <span aria-hidden="true" data-tone={tone} className="state-icon" />;
}
