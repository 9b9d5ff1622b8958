import Form from "next/form";
import Link from "next/link";
import type { ComponentProps } from "react";
import { FormPendingMark } from "@/components/layout/form-pending-mark";
import { PendingMark } from "@/components/layout/pending-mark";
import { Button, buttonStyle } from "@/components/ui/button";
import { SearchIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { ACTIVITY_CATEGORIES } from "@/lib/account/activity-categories";
import { AUDIT_EVENTS, EVENT_NAMES } from "@/lib/admin/event-names";
import {
  buildEventsQuery,
  countEventFilters,
  eventFiltersOf,
  type ListEventsQuery,
} from "@/lib/admin/list-events-query";
import { FilterPanel } from "../filter-panel";
import { FilterSelect } from "../users/filter-select";

const CATEGORY_NAMES = { logins: "Logins", security: "Security", profile: "Profile" } as const;

/**
 * Search and filters as a GET form, so the URL can be shared and the form works without JavaScript. With it, a choice
 * applies when it is changed.
 */
export function EventFilters({ query }: { query: ListEventsQuery }) {
  const { q, category, event, actor, subject, ip, from, to } = query;
  const count = countEventFilters(query);
  return (
    <Form
      action="/admin/audit"
      role="search"
      // The inputs are uncontrolled: a new key makes them show the values of the new URL after a navigation.
      key={buildEventsQuery(eventFiltersOf(query))}
      className="mb-5 space-y-3"
    >
      <div className="flex gap-2">
        <Input
          type="search"
          name="q"
          defaultValue={q}
          placeholder="Search by person, IP address or ID"
          aria-label="Search by person, IP address or ID"
          className="min-w-0"
        />
        <Button type="submit" variant="secondary" className="max-sm:px-3.5">
          <SearchIcon className="size-4.5" />
          <span className="max-sm:sr-only">Search</span>
        </Button>
        {count > 0 && (
          <Link href="/admin/audit" className={buttonStyle({ variant: "ghost" })}>
            Clear
            <PendingMark />
          </Link>
        )}
      </div>
      <FilterPanel
        count={q ? count - 1 : count}
        className="grid grid-cols-2 gap-3 md:grid-cols-4 lg:grid-cols-5"
      >
        <FilterSelect name="category" label="Category" value={category}>
          <option value="">All categories</option>
          {ACTIVITY_CATEGORIES.map((name) => (
            <option key={name} value={name}>
              {CATEGORY_NAMES[name]}
            </option>
          ))}
        </FilterSelect>
        <FilterSelect name="event" label="Event" value={event}>
          <option value="">All events</option>
          {AUDIT_EVENTS.map((name) => (
            <option key={name} value={name}>
              {EVENT_NAMES[name]}
            </option>
          ))}
        </FilterSelect>
        <TextFilter name="actor" label="Actor" defaultValue={actor} />
        <TextFilter name="subject" label="Subject" defaultValue={subject} />
        <TextFilter name="ip" label="IP address" defaultValue={ip} className="min-w-0 max-md:col-span-2" />
        <DayFilter name="from" label="From" value={from} />
        <DayFilter name="to" label="To" value={to} />
      </FilterPanel>
      <FormPendingMark />
    </Form>
  );
}

type TextFilterProps = ComponentProps<typeof Input> & { name: string; label: string };

function TextFilter({ label, ...props }: TextFilterProps) {
  return <Input aria-label={label} placeholder={label} className="min-w-0" autoComplete="off" {...props} />;
}

/** A day in UTC. The URL may name a moment, whose day is shown. */
function DayFilter({ name, label, value }: { name: string; label: string; value: string | undefined }) {
  return (
    <span className="flex items-center gap-2 text-sm text-muted max-md:col-span-2">
      <span aria-hidden="true" className="w-10 shrink-0">
        {label}
      </span>
      <Input
        type="date"
        name={name}
        aria-label={label}
        defaultValue={value?.slice(0, 10)}
        className="min-w-0 text-ink"
      />
    </span>
  );
}
