import { type Bar, BarChart, type BarTone, LegendMark } from "@/components/charts/bar-chart";
import { LineChart } from "@/components/charts/line-chart";
import type { DayCounts, Overview } from "@/lib/admin/overview";
import { calendarDate } from "@/lib/time/calendar-date";
import { ChartCard } from "./chart-card";

const number = (value: number) => value.toLocaleString("en");
const dayName = (day: Date) => calendarDate(day, "UTC");

type Count = (counts: DayCounts) => number;
const sumOf = (days: DayCounts[], count: Count) => days.reduce((sum, day) => sum + count(day), 0);

type Metric = { title: string; noun: [one: string, many: string]; count: Count };

const METRICS: Metric[] = [
  { title: "Sign-ups", noun: ["sign-up", "sign-ups"], count: ({ registrations }) => registrations },
  {
    title: "Verifications",
    noun: ["verification", "verifications"],
    count: ({ verifications }) => verifications,
  },
  { title: "Logins", noun: ["login", "logins"], count: ({ logins }) => logins },
  {
    title: "Failed logins",
    noun: ["failed login", "failed logins"],
    count: ({ failedLogins }) => failedLogins,
  },
];

/** The charts of the overview, each with its numbers in a table. */
export function OverviewCharts({ overview }: { overview: Overview }) {
  return (
    <div className="grid gap-5 md:grid-cols-2">
      {METRICS.map((metric) => (
        <MetricCard key={metric.title} metric={metric} overview={overview} />
      ))}
      <EmailsCard overview={overview} />
      <TwoFactorCard overview={overview} />
    </div>
  );
}

type CardProps = { overview: Overview };

function MetricCard({ metric: { title, noun, count }, overview }: CardProps & { metric: Metric }) {
  const { days, previousDays, period } = overview;
  const bars = days.map((counts, index): Bar => {
    const value = count(counts);
    const isToday = index === days.length - 1;
    return {
      day: counts.day,
      title: `${dayName(counts.day)}${isToday ? ", so far" : ""}: ${number(value)} ${noun[value === 1 ? 0 : 1]}`,
      parts: [{ tone: "accent", value }],
    };
  });
  const total = sumOf(days, count);
  return (
    <ChartCard
      title={title}
      value={number(total)}
      note={changeNote(total, sumOf(previousDays, count), period)}
      table={{
        columns: [title],
        rows: rowsOf(days, (counts) => [number(count(counts))]),
      }}
    >
      <BarChart
        label={`${title} per day in the last ${period} days: ${number(total)} in total, ${highest(days, count)}.`}
        bars={bars}
        emptyText={`No ${noun[1]} in this period`}
      />
    </ChartCard>
  );
}

function highest(days: DayCounts[], count: Count): string {
  const values = days.map(count);
  const maximum = Math.max(...values);
  const day = days[values.indexOf(maximum)]?.day;
  return maximum > 0 && day ? `at most ${number(maximum)} on ${dayName(day)}` : "none on any day";
}

function changeNote(total: number, previous: number, period: number): string | undefined {
  if (previous === 0) return undefined;
  const change = Math.round((total / previous - 1) * 100);
  if (change === 0) return `about as many as in the previous ${period} days`;
  return `${change > 0 ? "+" : "−"}${number(Math.abs(change))}% from the previous ${period} days`;
}

/** A row for each day, the newest first. */
function rowsOf(days: DayCounts[], values: (counts: DayCounts) => string[]) {
  return days.map((counts) => ({ name: dayName(counts.day), values: values(counts) })).reverse();
}

const EMAIL_PARTS: { name: string; tone: BarTone; count: Count }[] = [
  { name: "Delivered", tone: "accent", count: ({ emailsDelivered }) => emailsDelivered },
  { name: "Sent", tone: "accent-light", count: ({ emailsSent }) => emailsSent },
  { name: "Waiting", tone: "neutral", count: ({ emailsPending }) => emailsPending },
  { name: "Not delivered", tone: "danger", count: ({ emailsFailed }) => emailsFailed },
];

const allEmails: Count = (counts) => EMAIL_PARTS.reduce((sum, { count }) => sum + count(counts), 0);

function EmailsCard({ overview: { days, previousDays, period } }: CardProps) {
  const total = sumOf(days, allEmails);
  const parts = EMAIL_PARTS.map(({ name, tone, count }) => ({ name, tone, total: sumOf(days, count) }));
  const summary = parts.map(({ name, total }) => `${number(total)} ${name.toLowerCase()}`).join(", ");
  const bars = days.map(
    (counts): Bar => ({
      day: counts.day,
      title: `${dayName(counts.day)}: ${EMAIL_PARTS.map(({ name, count }) => `${number(count(counts))} ${name.toLowerCase()}`).join(", ")}`,
      parts: EMAIL_PARTS.map(({ tone, count }) => ({ tone, value: count(counts) })),
    }),
  );
  return (
    <ChartCard
      title="Emails"
      value={number(total)}
      note={changeNote(total, sumOf(previousDays, allEmails), period)}
      table={{
        columns: EMAIL_PARTS.map(({ name }) => name),
        rows: rowsOf(days, (counts) => EMAIL_PARTS.map(({ count }) => number(count(counts)))),
      }}
      legend={parts.map(({ name, tone, total }) => (
        <li key={name} className="inline-flex items-center gap-1.5">
          <LegendMark tone={tone} />
          {name} <span className="tabular-nums">{number(total)}</span>
        </li>
      ))}
    >
      <BarChart
        label={`Emails per day in the last ${period} days: ${summary}.`}
        bars={bars}
        emptyText="No emails in this period"
      />
    </ChartCard>
  );
}

const PERCENT = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

function shareOf({ users, usersWithTwoFactor }: DayCounts): number | undefined {
  return users && usersWithTwoFactor !== null ? usersWithTwoFactor / users : undefined;
}

function TwoFactorCard({ overview: { days, period } }: CardProps) {
  const latest = days.findLast((counts) => shareOf(counts) !== undefined);
  const share = latest && shareOf(latest);
  const value = share === undefined ? "–" : PERCENT.format(share);
  const textOf = (counts: DayCounts) => {
    const known = shareOf(counts);
    return known === undefined ? "Not known" : PERCENT.format(known);
  };
  return (
    <ChartCard
      title="Two-factor authentication"
      value={value}
      note={
        latest &&
        `${number(latest.usersWithTwoFactor ?? 0)} of ${number(latest.users ?? 0)} ${latest.users === 1 ? "user" : "users"}`
      }
      table={{
        columns: ["Users", "With two-factor", "Share"],
        rows: rowsOf(days, (counts) => [
          counts.users === null ? "–" : number(counts.users),
          counts.usersWithTwoFactor === null ? "–" : number(counts.usersWithTwoFactor),
          textOf(counts),
        ]),
      }}
    >
      <LineChart
        label={`Share of users with two-factor authentication in the last ${period} days, now ${share === undefined ? "not known" : value}.`}
        points={days.map((counts) => {
          const known = shareOf(counts);
          return {
            day: counts.day,
            title: `${dayName(counts.day)}: ${textOf(counts)}`,
            value: known === undefined ? undefined : known * 100,
          };
        })}
        formatTick={(tick) => `${tick}%`}
        emptyText="Not known yet"
      />
    </ChartCard>
  );
}
