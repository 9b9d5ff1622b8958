import type { Metadata } from "next";
import { CardAction, CardHeading } from "@/components/layout/card-heading";
import { TextLink } from "@/components/layout/text-link";
import { LocalDate } from "@/components/ui/local-date";
import { DELETION_GRACE_DAYS } from "@/lib/account/delete-account";

export const metadata: Metadata = { title: "Account scheduled for deletion" };

const DAY_MS = 24 * 60 * 60 * 1000;

type DeletionScheduledPageProps = { searchParams: Promise<{ at?: string | string[] }> };

export default async function DeletionScheduledPage({ searchParams }: DeletionScheduledPageProps) {
  const date = deletionDate((await searchParams).at);
  return (
    <>
      <CardHeading title="Account scheduled for deletion">
        Your account will be deleted{" "}
        {date ? (
          <>
            on{" "}
            <strong className="font-semibold text-ink">
              <LocalDate dateTime={date} />
            </strong>
          </>
        ) : (
          `in ${DELETION_GRACE_DAYS} days`
        )}
        , and you've been logged out on all devices. We've sent you an email with the date.
      </CardHeading>
      <p className="mb-5 text-center leading-6 text-muted">
        Changed your mind? <TextLink href="/login">Log in</TextLink> before then and choose Keep my account.
      </p>
      <CardAction href="/" variant="secondary">
        Go to home page
      </CardAction>
    </>
  );
}

/** Returns the date in the URL, if a deletion can be scheduled for it: the page must not show just anything. */
function deletionDate(at: string | string[] | undefined): string | undefined {
  const time = typeof at === "string" ? Date.parse(at) : Number.NaN;
  const days = (time - Date.now()) / DAY_MS;
  return days > 0 && days <= DELETION_GRACE_DAYS ? new Date(time).toISOString() : undefined;
}
