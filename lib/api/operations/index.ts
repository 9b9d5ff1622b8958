import { ACTIVITY_OPERATIONS } from "./activity";
import { ADMIN_OPERATIONS } from "./admin";
import { ADMIN_ACTION_OPERATIONS } from "./admin-actions";
import { ADMIN_OVERVIEW_OPERATIONS } from "./admin-overview";
import { AUDIT_OPERATIONS } from "./audit";
import { AUTHENTICATION_OPERATIONS } from "./authentication";
import { AUTHENTICATOR_OPERATIONS } from "./authenticators";
import { BULK_JOB_OPERATIONS } from "./bulk-jobs";
import { DATA_OPERATIONS } from "./data";
import { DEVICE_OPERATIONS } from "./devices";
import { EMAIL_OPERATIONS } from "./email";
import { EXPORT_OPERATIONS } from "./exports";
import { IMPERSONATION_OPERATIONS } from "./impersonation";
import { LOGIN_VERIFICATION_OPERATIONS } from "./login-verification";
import type { Operation } from "./operation";
import { PASSKEY_OPERATIONS } from "./passkeys";
import { PASSWORD_OPERATIONS } from "./password";
import { PICTURE_OPERATIONS } from "./picture";
import { PROFILE_OPERATIONS } from "./profile";
import { REGISTRATION_OPERATIONS } from "./registration";
import { SESSION_OPERATIONS } from "./sessions";
import { TWO_FACTOR_OPERATIONS } from "./two-factor";

export type { DocumentedResponse, JsonObject, Operation, Parameter } from "./operation";
export { SHARED_ERRORS } from "./operation";
export { TAGS, type Tag } from "./tags";

/** Every operation of the API, in the order in which the docs list them. */
export const OPERATIONS: Operation[] = [
  ...REGISTRATION_OPERATIONS,
  ...AUTHENTICATION_OPERATIONS,
  ...LOGIN_VERIFICATION_OPERATIONS,
  ...PASSWORD_OPERATIONS,
  ...PROFILE_OPERATIONS,
  ...PICTURE_OPERATIONS,
  ...EMAIL_OPERATIONS,
  ...TWO_FACTOR_OPERATIONS,
  ...AUTHENTICATOR_OPERATIONS,
  ...PASSKEY_OPERATIONS,
  ...SESSION_OPERATIONS,
  ...DEVICE_OPERATIONS,
  ...ACTIVITY_OPERATIONS,
  ...DATA_OPERATIONS,
  ...ADMIN_OVERVIEW_OPERATIONS,
  ...ADMIN_OPERATIONS,
  ...ADMIN_ACTION_OPERATIONS,
  ...IMPERSONATION_OPERATIONS,
  ...AUDIT_OPERATIONS,
  ...EXPORT_OPERATIONS,
  ...BULK_JOB_OPERATIONS,
];
