-- Sent to somebody for whom an administrator created an account.
ALTER TYPE "EmailKind" ADD VALUE 'invitation';
