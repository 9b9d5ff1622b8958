-- Tells an address that it has no account, where no page may say so. See docs/decisions.md.
ALTER TYPE "EmailKind" ADD VALUE 'no_account';
