import { buttonStyle } from "@/components/ui/button";

/** Leads back to the security page after a method was added or recovery codes were created. */
export function DoneLink({ hasCodes }: { hasCodes: boolean }) {
  return (
    <a href="/account/security" className={buttonStyle({ variant: hasCodes ? "primary" : "secondary" })}>
      {hasCodes ? "I've saved my codes" : "Back to security"}
    </a>
  );
}
