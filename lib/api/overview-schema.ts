import * as z from "zod";

// The response body of the overview of the admin area.

const count = (description: string) => z.int().meta({ description });

const step = z.strictObject({
  count: count("Number of these accounts."),
  median_seconds: z.number().nullable().meta({
    description: "Median time since the registration, in seconds; null if no time is known.",
  }),
});

const day = z.strictObject({
  date: z.iso.date().meta({ description: "The day, from midnight to midnight UTC." }),
  registrations: count("Accounts created on the day."),
  verifications: count("Email addresses verified on the day."),
  logins: count("Successful logins."),
  failed_logins: count("Failed logins to existing accounts."),
  emails: z
    .strictObject({
      pending: count("Emails that wait to be sent."),
      sent: count("Emails that the provider accepted, with no report on the delivery."),
      delivered: count("Emails that were delivered."),
      failed: count("Emails that were rejected, bounced or marked as spam."),
    })
    .meta({ description: "The emails queued on the day, by what became of them." }),
  users: z.int().nullable().meta({
    description: "Number of users at the end of the day, above 10,000 an estimate; null if unknown.",
  }),
  users_with_two_factor: z
    .int()
    .nullable()
    .meta({ description: "Number of them who have a second factor; null if unknown." }),
});

const boundedCount = {
  count: count("The number, at most 10,000."),
  is_count_exact: z.boolean().meta({ description: "Whether there aren't more than `count`." }),
};

const serviceState = z.enum(["up", "down", "unregistered"]);

export const overviewResponse = z.strictObject({
  days: count("Length of the period in days, today included."),
  updated_at: z.iso
    .datetime()
    .nullable()
    .meta({ description: "When today's statistics were computed; null if they weren't yet." }),
  daily: z.array(day).meta({ description: "The days of the period, the earliest first." }),
  funnel: z
    .strictObject({
      registered: count("Accounts created in the period."),
      delivered: step.meta({ description: "Those whose verification email arrived." }),
      opened: step.meta({
        description:
          "Those whose verification link was opened, by a person or by software that checks links, or whose address was verified without it.",
      }),
      verified: step.meta({ description: "Those whose email address is verified." }),
    })
    .meta({ description: "How far the accounts created in the period have come." }),
  queue: z
    .strictObject({
      ...boundedCount,
      due_since: z.iso.datetime().nullable().meta({
        description: "Since when the email that waits longest could be sent; null if none could.",
      }),
    })
    .meta({ description: "The emails that wait to be sent." }),
  suppressed: z.strictObject(boundedCount).meta({ description: "The addresses on the suppression list." }),
  services: z.record(z.string(), serviceState).meta({
    description:
      "Whether the services respond: `database`, `redis`, `jobs` (`unregistered` if the engine doesn't know the app's jobs) and `mail`.",
  }),
});
