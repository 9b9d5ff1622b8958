import type { Metadata } from "next";
import { NOT_FOUND_TITLE, NotFoundContent } from "@/components/layout/not-found-content";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
import { Badge } from "@/components/ui/badge";
import { Button, buttonStyle } from "@/components/ui/button";
import { getBulkJob, ITEM_STATES, type ItemState, type ShownBulkJob } from "@/lib/admin/bulk-jobs";
import { BULK_RESULTS_DAYS } from "@/lib/admin/delete-old-bulk-jobs";
import { findStaff, isStaff } from "@/lib/admin/find-staff";
import { isAllowed } from "@/lib/admin/permissions";
import { setPageStatus } from "@/lib/http/page-status";
import { BackLink } from "../../back-link";
import { BULK_ACTION_TEXTS } from "../../bulk-actions";
import { cancelBulkJobAction } from "../actions";
import { JOB_STATES } from "../job-states";
import { AutoRefresh } from "./auto-refresh";

/** The title must not reveal either that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  const title = (await isStaff("run_bulk_job")) ? "Bulk action" : NOT_FOUND_TITLE;
  return { title, robots: { index: false } };
}

const STATES = {
  failed: { text: "Failed", tone: "danger" },
  skipped: { text: "Skipped", tone: "warning" },
  done: { text: "Done", tone: "success" },
  pending: { text: "Waiting", tone: "neutral" },
} as const satisfies Record<ItemState, object>;

type BulkJobPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ state?: string | string[]; after?: string | string[] }>;
};

/** The progress of an action on many users, and what became of each. */
export default async function BulkJobPage({ params, searchParams }: BulkJobPageProps) {
  const actor = await findStaff("run_bulk_job");
  if (!actor) return <NotFoundContent />;
  const [{ id }, { state, after }] = await Promise.all([params, searchParams]);
  const job = await getBulkJob(id, { state, after });
  if (!job) {
    await setPageStatus(404);
    return <NotFoundContent />;
  }
  const isRunning = job.state === "running";
  return (
    <main className="mx-auto w-full max-w-6xl flex-1 px-4 py-8 sm:px-8 sm:py-10">
      <BackLink href="/admin/users/bulk">Bulk actions</BackLink>
      <PageHeading title={BULK_ACTION_TEXTS[job.action].name}>
        {JOB_STATES[job.state].text}
        {job.actor && `, started by ${job.actor}`}
      </PageHeading>
      {isRunning && <AutoRefresh />}
      <Progress job={job} />
      {isRunning && (
        <div className="mb-6 flex flex-wrap gap-3">
          <a
            href={`/admin/users/bulk/${id}`}
            className={buttonStyle({ variant: "secondary", size: "small" })}
          >
            Refresh
          </a>
          {isAllowed(actor.user.role, job.action) && (
            <form action={cancelBulkJobAction}>
              <input type="hidden" name="id" value={id} />
              <Button type="submit" variant="danger-outline" size="small">
                Cancel job
              </Button>
            </form>
          )}
        </div>
      )}
      <Items job={job} state={ITEM_STATES.find((name) => name === state)} />
    </main>
  );
}

function Progress({ job: { counts, isCollected, state } }: { job: ShownBulkJob }) {
  const total = counts.failed + counts.skipped + counts.done + counts.pending;
  const processed = total - counts.pending;
  return (
    <div className="mb-6 max-w-md" role="status">
      {isCollected || state !== "running" ? (
        <>
          <progress
            className="h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
            max={total || 1}
            value={processed}
            aria-label="Progress"
          />
          <p className="mt-1 text-sm text-muted">
            {processed.toLocaleString("en")} of {total.toLocaleString("en")} processed
          </p>
        </>
      ) : (
        <p className="text-sm text-muted">Finding the users: {total.toLocaleString("en")} so far</p>
      )}
    </div>
  );
}

function Items({ job, state }: { job: ShownBulkJob; state: ItemState | undefined }) {
  const path = `/admin/users/bulk/${job.id}`;
  const query = state ? `state=${state}&` : "";
  return (
    <section aria-labelledby="results">
      <h2 id="results" className="mb-3 text-lg font-semibold">
        Results
      </h2>
      <nav aria-label="Filter results" className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        <TextLink href={path} aria-current={state ? undefined : "page"}>
          All
        </TextLink>
        {ITEM_STATES.map((name) => (
          <TextLink
            key={name}
            href={`${path}?state=${name}`}
            aria-current={state === name ? "page" : undefined}
          >
            {STATES[name].text} ({job.counts[name].toLocaleString("en")})
          </TextLink>
        ))}
      </nav>
      <p className="mb-3 text-sm text-muted">Results are kept for {BULK_RESULTS_DAYS} days.</p>
      {job.items.length === 0 && <p className="text-sm text-muted">No users here.</p>}
      <ul className="divide-y divide-line rounded-card border border-line bg-card px-4 empty:hidden">
        {job.items.map((item) => (
          <li key={item.userId} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3 text-sm">
            <a
              href={`/admin/users/${item.userId}`}
              className="min-w-0 flex-1 font-semibold wrap-anywhere hover:underline"
            >
              {item.username}
            </a>
            {item.reason && (
              <span className="text-muted max-sm:order-last max-sm:basis-full">{item.reason}</span>
            )}
            <Badge tone={STATES[item.state].tone}>{STATES[item.state].text}</Badge>
          </li>
        ))}
      </ul>
      {job.next && (
        <a
          href={`${path}?${query}after=${job.next}`}
          className={buttonStyle({ variant: "secondary", size: "small", className: "mt-4" })}
        >
          Next
        </a>
      )}
    </section>
  );
}
