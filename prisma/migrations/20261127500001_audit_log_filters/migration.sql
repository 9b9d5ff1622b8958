-- The filters of the audit log that find few events among many. Those of a subject and of an actor have an index already.
CREATE INDEX "audit_events_event_created_at_id_idx" ON "audit_events"("event", "created_at", "id");
CREATE INDEX "audit_events_ip_address_created_at_idx" ON "audit_events"("ip_address", "created_at");
CREATE INDEX "audit_events_request_id_idx" ON "audit_events"("request_id");
