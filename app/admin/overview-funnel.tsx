import { percent } from "@/components/charts/chart-frame";
import { Card, CardHeader } from "@/components/ui/card";
import type { Funnel, FunnelStep, Overview } from "@/lib/admin/overview";
import { shortDuration } from "@/lib/time/short-duration";

const STEPS = [
  ["registered", "Registered"],
  ["delivered", "Email delivered"],
  ["opened", "Link opened"],
  ["verified", "Verified"],
] as const satisfies readonly (readonly [keyof Funnel, string])[];

const PERCENT = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 0 });

/** How far those who registered in the period have come, and how long it took them. */
export function OverviewFunnel({ overview: { funnel, period } }: { overview: Overview }) {
  const { count: total } = funnel.registered;
  return (
    <Card padding="compact" aria-labelledby="verification-funnel" className="flex min-w-0 flex-col">
      <CardHeader
        titleId="verification-funnel"
        title="Verification funnel"
        description={`Accounts created in the last ${period} days, with the median time since registration.`}
      />
      <ol className="flex flex-1 flex-col justify-between gap-5">
        {STEPS.map(([step, name]) => (
          <Step key={step} name={name} step={funnel[step]} total={total} isFirst={step === "registered"} />
        ))}
      </ol>
      <p className="mt-6 text-sm leading-6 text-muted">
        Some mail servers open links to check them, so a link may be opened by software. Accounts verified
        with the code or by an admin count as delivered and opened.
      </p>
    </Card>
  );
}

type StepProps = { name: string; step: FunnelStep; total: number; isFirst: boolean };

function Step({ name, step: { count, medianSeconds }, total, isFirst }: StepProps) {
  const share = total === 0 ? 0 : count / total;
  return (
    <li>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">{name}</span>
        <span className="flex flex-wrap justify-end gap-x-4 text-sm tabular-nums">
          {medianSeconds !== undefined && (
            <span className="text-muted">after {shortDuration(medianSeconds)}</span>
          )}
          {!isFirst && total > 0 && <span className="text-muted">{PERCENT.format(share)}</span>}
          <span className="min-w-12 text-right font-semibold">{count.toLocaleString("en")}</span>
        </span>
      </div>
      <svg aria-hidden="true" width="100%" height="10" className="mt-1.5 block">
        <rect width="100%" height="10" rx="5" className="fill-line" />
        {share > 0 && <rect width={percent(share)} height="10" rx="5" className="fill-accent" />}
      </svg>
    </li>
  );
}
