import type { Metadata } from "next";
import { CardHeading } from "@/components/layout/card-heading";
import { CheckCircleIcon } from "@/components/ui/icons";

export const metadata: Metadata = { title: "Registration removed" };

export default function RegistrationRemovedPage() {
  return (
    <CardHeading title="Registration removed" icon={<CheckCircleIcon className="size-6" />} tone="success">
      We won't send anything more to your address for this registration.
    </CardHeading>
  );
}
