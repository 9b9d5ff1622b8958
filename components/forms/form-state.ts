/** What a form shows: the typed values (never a password), and the messages. */
export type FormState = {
  values: Record<string, string>;
  /** Texts by field. */
  errors: Record<string, string[]>;
  /** An error about the form as a whole. */
  message?: string;
  /** The seconds until the form can be submitted again, if `message` says so. */
  retryAfterSeconds?: number;
  /** Secrets that were proven wrong. Their fields are cleared; all others keep what was typed. */
  wrongSecrets?: string[];
  /** Whether the user must confirm their identity before they submit the form again. */
  needsConfirmation?: true;
  /** What was done, if the form stays on the page. */
  successMessage?: string;
};

export const initialFormState: FormState = { values: {}, errors: {} };
