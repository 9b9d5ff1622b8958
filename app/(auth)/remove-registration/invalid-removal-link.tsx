import { CardAction, CardHeading } from "@/components/layout/card-heading";
import { InvalidLink } from "@/components/layout/invalid-link";
import { InfoIcon } from "@/components/ui/icons";

/** Explains why there is nothing to remove. */
export function InvalidRemovalLink({ reason }: { reason: "used" | "unknown" | "unavailable" }) {
  if (reason !== "used") return <InvalidLink reason={reason} />;
  return (
    <>
      <CardHeading title="Nothing to remove" icon={<InfoIcon className="size-6" />}>
        The registration was already removed, or the email address is verified by now. If someone verified it
        without you, reset the password.
      </CardHeading>
      <CardAction href="/forgot-password" variant="secondary">
        Reset your password
      </CardAction>
    </>
  );
}
