import type { Metadata } from "next";
import Link from "next/link";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
import { buttonStyle } from "@/components/ui/button";
import { LocalDate } from "@/components/ui/local-date";
import { DELETION_GRACE_DAYS } from "@/lib/account/delete-account";

export const metadata: Metadata = { title: "Account scheduled for deletion" };

const DAY_MS = 24 * 60 * 60 * 1000;

type DeletionScheduledPageProps = { searchParams: Promise<{ at?: string | string[] }> };

export default async function DeletionScheduledPage({ searchParams }: DeletionScheduledPageProps) {
  const date = deletionDate((await searchParams).at);
  return (
    <>
      <PageHeading title="Account scheduled for deletion">
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
      </PageHeading>
      <p className="mb-7 leading-7 text-muted">
        Changed your mind? <TextLink href="/login">Log in</TextLink> before then and choose Keep my account.
      </p>
      <Link href="/" className={buttonStyle({ variant: "secondary", className: "self-start" })}>
        Go to home page
      </Link>
    </>
  );
}

/** Returns the date in the URL, if a deletion can be scheduled for it: the page must not show just anything. */
function deletionDate(at: string | string[] | undefined): string | undefined {
  const time = typeof at === "string" ? Date.parse(at) : Number.NaN;
  const days = (time - Date.now()) / DAY_MS;
  return days > 0 && days <= DELETION_GRACE_DAYS ? new Date(time).toISOString() : undefined;
}
