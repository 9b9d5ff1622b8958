// Apart from the schemas, because forms in the browser need it: what they import of a module with a schema, every page
// with a schema loads.

/** The lengths of a suspension that the form offers, in days. The API takes any time. */
export const SUSPENSION_DAYS = [1, 7, 30, 90] as const;

/** The most characters of the reason of a suspension. */
export const SUSPENSION_REASON_LENGTH = 500;
