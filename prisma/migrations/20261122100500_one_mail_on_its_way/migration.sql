-- Of one kind, a user has one mail on its way: asking for another meanwhile does not make two.
-- Prisma's schema cannot say this.
CREATE UNIQUE INDEX "outgoing_mails_one_on_its_way" ON "outgoing_mails"("user_id", "kind")
  WHERE "state" IN ('waiting', 'sending');
