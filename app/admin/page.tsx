import type { Metadata } from "next";
import Link from "next/link";
import { AdminNavigation } from "@/components/layout/admin-navigation";
import { NOT_FOUND_TITLE, NotFoundContent } from "@/components/layout/not-found-content";
import { PageHeading } from "@/components/layout/page-heading";
import { PendingMark } from "@/components/layout/pending-mark";
import { Alert } from "@/components/ui/alert";
import { RelativeTime } from "@/components/ui/relative-time";
import { findStaff, isStaff } from "@/lib/admin/find-staff";
import { getOverview, isStale } from "@/lib/admin/overview";
import { DEFAULT_PERIOD, PERIODS, type Period, parsePeriod } from "@/lib/admin/overview-query";
import { health } from "@/lib/api/health";
import { OverviewCharts } from "./overview-charts";
import { OverviewFunnel } from "./overview-funnel";
import { OverviewShapes } from "./overview-shapes";
import { EmailDeliveryCard, ServicesCard } from "./overview-state";

/** The title must not reveal either that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await isStaff("read_overview")) ? "Overview" : NOT_FOUND_TITLE, robots: { index: false } };
}

type OverviewPageProps = { searchParams: Promise<{ days?: string | string[] }> };

export default async function OverviewPage({ searchParams }: OverviewPageProps) {
  const actor = await findStaff("read_overview");
  if (!actor) return <NotFoundContent />;
  const period = parsePeriod((await searchParams).days);
  const [overview, services] = await Promise.all([getOverview(period), health()]);
  const { updatedAt } = overview;
  return (
    <>
      <AdminNavigation role={actor.user.role} path="/admin" />
      <div className="relative mx-auto w-full max-w-6xl flex-1">
        <main className="page-content px-4 py-10 sm:px-8 sm:py-12">
          <div className="flex flex-wrap items-start justify-between gap-x-6">
            <PageHeading title="Overview">
              {updatedAt ? (
                <>
                  Days in UTC. Updated <RelativeTime dateTime={updatedAt.toISOString()} />.
                </>
              ) : (
                "Days in UTC."
              )}
            </PageHeading>
            <Periods current={period} />
          </div>
          <StatisticsAlert updatedAt={updatedAt} />
          <OverviewCharts overview={overview} />
          <div className="mt-5 grid gap-5 lg:grid-cols-[1fr_22rem]">
            <OverviewFunnel overview={overview} />
            <div className="grid gap-5 md:grid-cols-2 lg:grid-cols-1">
              <EmailDeliveryCard overview={overview} />
              <ServicesCard health={services} />
            </div>
          </div>
        </main>
        <OverviewShapes />
      </div>
    </>
  );
}

function Periods({ current }: { current: Period }) {
  return (
    <nav aria-label="Period" className="mb-7">
      <ul className="inline-flex rounded-field border border-line bg-sunken p-1">
        {PERIODS.map((period) => (
          <li key={period}>
            <Link
              href={period === DEFAULT_PERIOD ? "/admin" : `/admin?days=${period}`}
              aria-current={period === current ? "page" : undefined}
              className="flex h-8 items-center rounded-item px-3 text-sm font-semibold whitespace-nowrap text-muted transition-colors duration-fast hover:text-ink aria-[current=page]:bg-card aria-[current=page]:text-ink aria-[current=page]:shadow-button forced-colors:aria-[current=page]:outline"
            >
              {period} days
              <PendingMark />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Tells why there are no numbers, or only old ones. */
function StatisticsAlert({ updatedAt }: { updatedAt: Date | undefined }) {
  if (!updatedAt) {
    return (
      <Alert tone="info" className="mb-6">
        A background job collects the statistics every 5 minutes. Today's numbers appear after its next run.
      </Alert>
    );
  }
  if (!isStale(updatedAt)) return null;
  return (
    <Alert tone="warning" title="The statistics are out of date" className="mb-6">
      The background job that collects them last ran <RelativeTime dateTime={updatedAt.toISOString()} />.
      Check that Inngest runs the job <code>refresh-statistics</code>.
    </Alert>
  );
}
