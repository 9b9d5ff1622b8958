import AccountExists, { accountExists } from "./account-exists";
import AccountReactivated, { accountReactivated } from "./account-reactivated";
import AccountSuspended, { accountSuspended } from "./account-suspended";
import { email } from "./both-versions";
import ConfirmEmailChange, { confirmEmailChange } from "./confirm-email-change";
import ConfirmLogin, { confirmLogin } from "./confirm-login";
import DataExported, { dataExported } from "./data-exported";
import DeletionCanceled, { deletionCanceled } from "./deletion-canceled";
import DeletionScheduled, { deletionScheduled } from "./deletion-scheduled";
import DeviceTrusted, { deviceTrusted } from "./device-trusted";
import EmailChangeRequested, { emailChangeRequested } from "./email-change-requested";
import EmailChangeReverted, { emailChangeReverted } from "./email-change-reverted";
import EmailChanged, { emailChanged } from "./email-changed";
import ImpersonationStarted, { impersonationStarted } from "./impersonation-started";
import Invitation, { invitation } from "./invitation";
import LoginAttempts, { loginAttempts } from "./login-attempts";
import NewLogin, { newLogin } from "./new-login";
import NoAccount, { noAccount } from "./no-account";
import PasswordChanged, { passwordChanged } from "./password-changed";
import RecoveryCodeUsed, { recoveryCodeUsed } from "./recovery-code-used";
import RecoveryCodesRegenerated, { recoveryCodesRegenerated } from "./recovery-codes-regenerated";
import ResetPassword, { resetPassword } from "./reset-password";
import RoleChanged, { roleChanged } from "./role-changed";
import TwoFactorAdded, { twoFactorAdded } from "./two-factor-added";
import TwoFactorRemoved, { twoFactorRemoved } from "./two-factor-removed";
import TwoFactorResetCanceled, { twoFactorResetCanceled } from "./two-factor-reset-canceled";
import TwoFactorResetDone, { twoFactorResetDone } from "./two-factor-reset-done";
import TwoFactorResetLink, { twoFactorResetLink } from "./two-factor-reset-link";
import TwoFactorResetReminder, { twoFactorResetReminder } from "./two-factor-reset-reminder";
import TwoFactorResetRequested, { twoFactorResetRequested } from "./two-factor-reset-requested";
import UsernameChanged, { usernameChanged } from "./username-changed";
import VerificationReminder, { verificationReminder } from "./verification-reminder";
import VerifyEmail, { verifyEmail } from "./verify-email";

const ORIGIN = ["Approximate location: Berlin, Germany", "IP address: 203.0.113.7"];
const EVENT = [...ORIGIN, "Time: 22 November 2026 at 12:00 UTC"];
const ON_DEVICE = [...EVENT, "Device: Firefox on Linux"];
const SECURE_ACCOUNT = ["If this was you", "Secure my account", "72 hours", "/secure-account?token=example"];

/** Each email, with the texts that both of its versions must contain. */
export const EMAILS = [
  email(VerifyEmail, verifyEmail, [
    "Verify email",
    VerifyEmail.PreviewProps.link,
    "6 hours",
    "If you didn't create",
    "ignore this",
    "activate your Real MFA account",
    VerifyEmail.PreviewProps.code,
    "Don't give the code to anyone",
    "This wasn't me: remove it",
    VerifyEmail.PreviewProps.removalLink,
  ]),
  email(VerificationReminder, verificationReminder, [
    "6 hours",
    "7 days",
    "ignore this",
    "We won't send another reminder",
    VerificationReminder.PreviewProps.code,
    "This wasn't me: remove it",
    VerificationReminder.PreviewProps.removalLink,
    "token=example",
  ]),
  email(AccountExists, accountExists, [
    "already has one",
    "/login",
    "Reset password",
    "/forgot-password",
    "ignore this",
    "at most once an hour",
  ]),
  email(NoAccount, noAccount, [
    "there is no account with this",
    "create an account",
    "/register",
    "ignore this",
    "at most once an hour",
    "within 8 days",
  ]),
  email(ResetPassword, resetPassword, [...EVENT, "1 hour", "once", "ignore this", "token=example"]),
  email(ConfirmLogin, confirmLogin, [
    ...ON_DEVICE,
    "If this wasn't you",
    "1 hour",
    "once",
    "/confirm-login?token=example",
  ]),
  email(Invitation, invitation, [
    "An administrator created",
    "7 days",
    "once",
    "ignore this",
    "/accept-invitation?token=example",
  ]),
  email(PasswordChanged, passwordChanged, [...ON_DEVICE, ...SECURE_ACCOUNT]),
  email(NewLogin, newLogin, ["Trusted device: No", ...ON_DEVICE, ...SECURE_ACCOUNT]),
  email(UsernameChanged, usernameChanged, [
    "Old username: johnny",
    "New username: john_doe",
    ...ON_DEVICE,
    ...SECURE_ACCOUNT,
  ]),
  email(DataExported, dataExported, ["was downloaded", ...ON_DEVICE, ...SECURE_ACCOUNT]),
  email(DeviceTrusted, deviceTrusted, [...ON_DEVICE, ...SECURE_ACCOUNT]),
  email(EmailChangeRequested, emailChangeRequested, [
    "New email address: john@example.org",
    "stays the same until",
    "We'll cancel the change",
    ...ON_DEVICE,
    ...SECURE_ACCOUNT,
  ]),
  email(RoleChanged, roleChanged, [
    "New role: Manager",
    "Previous role: User",
    "Time: 22 November 2026 at 12:00 UTC",
    "contact support@realmfa.com",
  ]),
  email(AccountSuspended, accountSuspended, [
    "can't log in until it is reactivated",
    "Time: 22 November 2026 at 12:00 UTC",
    "contact support@realmfa.com",
  ]),
  email(ImpersonationStarted, impersonationStarted, [
    "without being able to change anything",
    "Time: 22 November 2026 at 12:00 UTC",
    "Ends at the latest: 22 November 2026 at 12:30 UTC",
    "contact support@realmfa.com",
  ]),
  email(AccountReactivated, accountReactivated, [
    "you can log in again",
    "Time: 22 November 2026 at 12:00 UTC",
    "contact support@realmfa.com",
  ]),
  email(LoginAttempts, loginAttempts, [
    "Failed in 24 hours: 20",
    "Last attempt: 22 November 2026 at 12:00 UTC",
    ...ORIGIN,
    "strong",
    "Reset password",
    "/forgot-password",
    "at most once a day",
  ]),
  email(ConfirmEmailChange, confirmEmailChange, [
    "New email address: john@example.org",
    "6 hours",
    "You need to be logged in",
    "ignore this",
    "token=example",
  ]),
  email(EmailChanged, emailChanged, [
    "New email address: john@example.org",
    ...ON_DEVICE,
    "If this was you",
    "Restore email address",
    "72 hours",
    "token=example",
  ]),
  email(EmailChangeReverted, emailChangeReverted, [
    "Restored email address: john@example.com",
    "Time: 22 November 2026 at 12:00 UTC",
    "If this was you",
    "contact support@realmfa.com",
  ]),
  email(DeletionScheduled, deletionScheduled, [
    "Deletion date: 29 November 2026 at 12:00 UTC",
    "Requested: 22 November 2026 at 12:00 UTC",
    ...ORIGIN,
    "Keep my account",
    "reset your password",
    "/login",
  ]),
  email(DeletionCanceled, deletionCanceled, ["won't be deleted", ...ON_DEVICE, ...SECURE_ACCOUNT]),
  email(RecoveryCodeUsed, recoveryCodeUsed, [
    "Remaining codes: 9",
    "works once",
    ...ON_DEVICE,
    ...SECURE_ACCOUNT,
  ]),
  email(RecoveryCodesRegenerated, recoveryCodesRegenerated, [
    "no longer work",
    ...ON_DEVICE,
    ...SECURE_ACCOUNT,
  ]),
  email(TwoFactorAdded, twoFactorAdded, [
    "Type: Authenticator app",
    "Name: Phone",
    ...ON_DEVICE,
    ...SECURE_ACCOUNT,
  ]),
  email(TwoFactorRemoved, twoFactorRemoved, [
    "Type: Authenticator app",
    "Name: Phone",
    ...ON_DEVICE,
    ...SECURE_ACCOUNT,
  ]),
  email(TwoFactorResetLink, twoFactorResetLink, [
    "If this was you, start the reset",
    "can be used once",
    "token=example",
  ]),
  email(TwoFactorResetRequested, twoFactorResetRequested, [
    "Takes effect: 25 November 2026 at 12:00 UTC",
    "Cancel the reset",
    "/cancel-two-factor-reset?token=example",
  ]),
  email(TwoFactorResetReminder, twoFactorResetReminder, [
    "25 November 2026",
    "/cancel-two-factor-reset?token=example",
  ]),
  email(TwoFactorResetCanceled, twoFactorResetCanceled, [
    "stay as they are",
    ...ON_DEVICE,
    ...SECURE_ACCOUNT,
  ]),
  email(TwoFactorResetDone, twoFactorResetDone, ["then add a method again", ...ON_DEVICE, ...SECURE_ACCOUNT]),
];
