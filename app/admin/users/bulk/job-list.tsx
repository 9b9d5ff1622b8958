import { PageHeading } from "@/components/layout/page-heading";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { UsersIcon } from "@/components/ui/icons";
import { RelativeTime } from "@/components/ui/relative-time";
import { BULK_RESULTS_DAYS } from "@/lib/admin/delete-old-bulk-jobs";
import { listBulkJobs } from "@/lib/admin/list-bulk-jobs";
import { BackLink } from "../back-link";
import { BULK_ACTION_TEXTS } from "../bulk-actions";
import { JOB_STATES } from "./job-states";

/** The bulk actions of the last weeks, for whoever wants to follow or cancel one. */
export async function JobList() {
  const jobs = await listBulkJobs();
  return (
    <main className="mx-auto w-full max-w-6xl flex-1 px-4 py-8 sm:px-8 sm:py-10">
      <BackLink href="/admin/users">Users</BackLink>
      <PageHeading title="Bulk actions">
        Actions on several users. Results are kept for {BULK_RESULTS_DAYS} days.
      </PageHeading>
      {jobs.length === 0 && (
        <EmptyState icon={<UsersIcon />} title="No bulk actions yet">
          Choose users in the list, and then what to do.
        </EmptyState>
      )}
      <ul className="divide-y divide-line rounded-card border border-line bg-card px-4 empty:hidden">
        {jobs.map(({ id, action, state, createdAt, actor }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3 text-sm">
            <a href={`/admin/users/bulk/${id}`} className="min-w-0 flex-1 font-semibold hover:underline">
              {BULK_ACTION_TEXTS[action].name}
            </a>
            <span className="text-muted wrap-anywhere max-sm:order-last max-sm:basis-full">
              {actor && `${actor}, `}
              <RelativeTime dateTime={createdAt.toISOString()} />
            </span>
            <Badge tone={JOB_STATES[state].tone}>{JOB_STATES[state].text}</Badge>
          </li>
        ))}
      </ul>
    </main>
  );
}
