import { ACTIVITY_OPERATIONS } from "./activity";
import { ADMIN_OPERATIONS } from "./admin";
import { AUTHENTICATION_OPERATIONS } from "./authentication";
import { DATA_OPERATIONS } from "./data";
import { DEVICE_OPERATIONS } from "./devices";
import { EMAIL_OPERATIONS } from "./email";
import type { Operation } from "./operation";
import { PASSWORD_OPERATIONS } from "./password";
import { PICTURE_OPERATIONS } from "./picture";
import { PROFILE_OPERATIONS } from "./profile";
import { REGISTRATION_OPERATIONS } from "./registration";
import { SESSION_OPERATIONS } from "./sessions";

export type { DocumentedResponse, JsonObject, Operation, Parameter } from "./operation";
export { SHARED_ERRORS } from "./operation";
export { TAGS, type Tag } from "./tags";

/** Every operation of the API, in the order in which the docs list them. */
export const OPERATIONS: Operation[] = [
  ...REGISTRATION_OPERATIONS,
  ...AUTHENTICATION_OPERATIONS,
  ...PASSWORD_OPERATIONS,
  ...PROFILE_OPERATIONS,
  ...PICTURE_OPERATIONS,
  ...EMAIL_OPERATIONS,
  ...SESSION_OPERATIONS,
  ...DEVICE_OPERATIONS,
  ...ACTIVITY_OPERATIONS,
  ...DATA_OPERATIONS,
  ...ADMIN_OPERATIONS,
];
