import type { AuditDetails, AuditEventName } from "./audit-details";

type KeysOf<Details> = Details extends unknown ? keyof Details : never;
type DetailName = KeysOf<AuditDetails[AuditEventName]>;

/**
 * Which details identify a person. They are stored apart from the others, because they are removed when the account of
 * that person is deleted, and the event stays.
 */
const IS_PERSONAL = {
  device: true,
  newEmail: true,
  changes: true,
  name: true,
  note: true,
  filter: true,
  isNewDevice: false,
  reason: false,
  by: false,
  purpose: false,
  sessions: false,
  role: false,
  previousRole: false,
  trusted: false,
  fields: false,
  file: false,
  what: false,
  columns: false,
  action: false,
  users: false,
  rows: false,
  isComplete: false,
  until: false,
  method: false,
  remaining: false,
  isFirst: false,
  methods: false,
} as const satisfies Record<DetailName, boolean>;

type PersonalName = {
  [Name in keyof typeof IS_PERSONAL]: (typeof IS_PERSONAL)[Name] extends true ? Name : never;
}[keyof typeof IS_PERSONAL];

type Kept<Details> = Details extends unknown
  ? Omit<Details, PersonalName> & Partial<Pick<Details, Extract<PersonalName, keyof Details>>>
  : never;

/** What is left of the details of an event: without the personal ones, if they were erased. */
export type StoredDetails<Name extends AuditEventName> = Kept<AuditDetails[Name]>;

/** Divides the details of an event into those that identify a person and the others. */
export function divideDetails<Name extends AuditEventName>(all: AuditDetails[Name]) {
  const isPersonal = ([name]: [string, unknown]) => IS_PERSONAL[name as keyof typeof IS_PERSONAL];
  const entries = Object.entries(all);
  return {
    details: Object.fromEntries(entries.filter((entry) => !isPersonal(entry))),
    personal: Object.fromEntries(entries.filter(isPersonal)),
  };
}

/** The columns that {@link detailsOf} needs. */
export const DETAIL_COLUMNS = { details: true, personal: true } as const;

/** Returns all details of a stored event that weren't erased. */
export function detailsOf({ details, personal }: { details: unknown; personal: unknown }): object {
  return { ...(details as object), ...(personal as object) };
}
