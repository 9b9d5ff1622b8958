-- PostgreSQL refuses a new value of an enum in the transaction that adds it. It may be compared as text.
CREATE FUNCTION "is_password_reset"("kind" "EmailKind") RETURNS BOOLEAN LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN "kind"::text = 'reset_password';
END
$$;

-- Of several requests at once, one sends an email. A link that was used or revoked doesn't stand in the way of a new one.
CREATE UNIQUE INDEX "outbox_emails_one_pending_reset" ON "outbox_emails"("user_id", "recipient")
    WHERE "is_password_reset"("kind") AND "state" IN ('queued', 'sending') AND "token_consumed_at" IS NULL;
