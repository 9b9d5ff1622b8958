import { Loading, Skeleton } from "@/components/ui/skeleton";

const CHARTS = ["sign-ups", "verifications", "logins", "failures"];

/** The shapes of the overview, which `navigation.css` shows while another period is loading. */
export function OverviewShapes() {
  return (
    <Loading className="page-shapes px-4 py-10 sm:px-8 sm:py-12">
      <Skeleton className="h-9 w-44" />
      <Skeleton className="mt-4 mb-8 h-5 w-80 max-w-full" />
      <div className="grid gap-5 md:grid-cols-2">
        {CHARTS.map((chart) => (
          <div key={chart} className="rounded-card border border-line bg-card p-5 shadow-card sm:p-6">
            <Skeleton className="h-4 w-24" />
            <Skeleton className="mt-3 mb-6 h-7 w-20" />
            <Skeleton className="h-44 w-full" />
          </div>
        ))}
      </div>
    </Loading>
  );
}
