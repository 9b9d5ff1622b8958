import type { BoundedCount, DayCounts, FunnelStep, Overview } from "@/lib/admin/overview";
import type { Health } from "./health";

/** Serializes the overview of the admin area, with the state of the services. */
export function overviewJson(overview: Overview, services: Health["dependencies"]) {
  const { period, updatedAt, days, funnel, queue, suppressed } = overview;
  return {
    days: period,
    updated_at: updatedAt?.toISOString() ?? null,
    daily: days.map(dayJson),
    funnel: {
      registered: funnel.registered.count,
      delivered: stepJson(funnel.delivered),
      opened: stepJson(funnel.opened),
      verified: stepJson(funnel.verified),
    },
    queue: { ...countJson(queue), due_since: queue.dueSince?.toISOString() ?? null },
    suppressed: countJson(suppressed),
    services,
  };
}

function dayJson({ day, ...counts }: DayCounts) {
  return {
    date: day.toISOString().slice(0, 10),
    registrations: counts.registrations,
    verifications: counts.verifications,
    logins: counts.logins,
    failed_logins: counts.failedLogins,
    emails: {
      pending: counts.emailsPending,
      sent: counts.emailsSent,
      delivered: counts.emailsDelivered,
      failed: counts.emailsFailed,
    },
    users: counts.users,
    users_with_two_factor: counts.usersWithTwoFactor,
  };
}

function stepJson({ count, medianSeconds }: FunnelStep) {
  return { count, median_seconds: medianSeconds === undefined ? null : Math.round(medianSeconds * 10) / 10 };
}

function countJson({ count, isExact }: BoundedCount) {
  return { count, is_count_exact: isExact };
}
