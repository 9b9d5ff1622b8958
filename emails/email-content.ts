import type { EmailBrand } from "./theme";

/** What every email shows. */
export type CommonProps = {
  /** Empty if the recipient has no account. */
  username: string;
  brand: EmailBrand;
  supportEmail: string;
  year: string;
};

/** A row of an email's table. A row without a value is left out. */
export type Fact = { label: string; value: string | undefined };

/** The button of an email. Its link is also in the plain-text version. */
export type Action = {
  label: string;
  link: string;
  /**
   * `primary` is what the recipient is asked to do, `secondary` what they may do. `danger` is for the recipient who
   * didn't cause the event; everyone else ignores it.
   */
  style: "primary" | "secondary" | "danger";
};

/** The content of an email. Words between `**` in `message`, `nextSteps` and `note` are bold in the HTML version. */
export type EmailContent = {
  /** `invitation`: the recipient is asked to do something. `notice`: something happened, and most recipients do nothing. */
  type: "invitation" | "notice";
  subject: string;
  /** The text that an inbox shows next to the subject. */
  preview: string;
  title: string;
  /** One sentence: what happened, or what the recipient is asked to do. */
  message: string;
  /** Details such as the device and the time. */
  facts?: Fact[];
  /** What the recipient can do if they did, or did not, cause the event. */
  nextSteps?: string;
  /** A code to type, shown above the button. */
  code?: { label: string; value: string };
  action?: Action;
  /** What the recipient can do instead. A link below the small print. */
  alternative?: { label: string; link: string };
  /** The small print, such as when the link expires. */
  note?: string;
  /** Why the recipient gets this email. Shown in the footer. */
  reason: string;
};

/** When, where and on what something happened. An unknown value is empty or missing. */
export type EventProps = {
  /** The time, formatted with its time zone. */
  at: string;
  device?: string;
  /** The place that the IP address is registered for, such as `Berlin, Germany`. */
  place?: string;
  ipAddress?: string;
};

/** Returns the rows of the table that tell when, where and on what something happened. */
export function eventFacts({ device, at, place, ipAddress }: EventProps, timeLabel = "Time"): Fact[] {
  return [
    { label: "Device", value: device },
    { label: timeLabel, value: at },
    { label: "Approximate location", value: place },
    { label: "IP address", value: ipAddress },
  ];
}

/** Returns the rows that have a value. */
export function knownFacts(facts: Fact[] = []): { label: string; value: string }[] {
  return facts.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
}
