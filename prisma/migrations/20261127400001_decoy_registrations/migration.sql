-- A registration with an address that has an account, where that must not be revealed. See docs/decisions.md.
ALTER TABLE "users" ADD CONSTRAINT "users_decoy_is_unverified" CHECK (NOT "email_verified" OR "email_canonical" <> "id"::text);

-- PostgreSQL refuses a new value of an enum in the transaction that adds it. It may be compared as text.
CREATE FUNCTION "is_account_exists"("kind" "EmailKind") RETURNS BOOLEAN LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN "kind"::text = 'account_exists';
END
$$;

-- Of several registrations at once with the address of one account, its owner hears once.
CREATE UNIQUE INDEX "outbox_emails_pending_account_exists_key" ON "outbox_emails"("user_id")
    WHERE "is_account_exists"("kind") AND "state" IN ('queued', 'sending');
