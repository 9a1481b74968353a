-- What Drizzle's schema cannot say: partitions by month, row-level security, roles, triggers.

-- Partitions. A UUIDv7 starts with 48 bits of milliseconds, so a month is a range of ids.
CREATE FUNCTION weft_month_floor(month date) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM month::timestamp AT TIME ZONE 'UTC') * 1000)::bigint), 12, '0') || '0000' || '0000' || '000000000000')::uuid
$$;
--> statement-breakpoint
-- Makes the partitions of the months from `first` to `last`; those that exist stay as they are.
CREATE FUNCTION weft_ensure_partitions(first date, last date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  month date := date_trunc('month', first)::date;
  parent text;
  part text;
BEGIN
  WHILE month <= last LOOP
    FOREACH parent IN ARRAY ARRAY['executions', 'execution_steps', 'execution_logs', 'execution_payloads'] LOOP
      part := parent || '_' || to_char(month, 'YYYYMM');
      IF to_regclass(part) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, parent, weft_month_floor(month), weft_month_floor((month + interval '1 month')::date));
      END IF;
    END LOOP;
    month := (month + interval '1 month')::date;
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TABLE executions_other PARTITION OF executions DEFAULT;
--> statement-breakpoint
CREATE TABLE execution_steps_other PARTITION OF execution_steps DEFAULT;
--> statement-breakpoint
CREATE TABLE execution_logs_other PARTITION OF execution_logs DEFAULT;
--> statement-breakpoint
CREATE TABLE execution_payloads_other PARTITION OF execution_payloads DEFAULT;
--> statement-breakpoint
SELECT weft_ensure_partitions((now() - interval '1 month')::date, (now() + interval '2 months')::date);
--> statement-breakpoint
ALTER TABLE execution_steps ADD CONSTRAINT execution_steps_execution_fk FOREIGN KEY (execution_id) REFERENCES executions (id) ON DELETE CASCADE;
--> statement-breakpoint
ALTER TABLE execution_logs ADD CONSTRAINT execution_logs_execution_fk FOREIGN KEY (execution_id) REFERENCES executions (id) ON DELETE CASCADE;
--> statement-breakpoint
ALTER TABLE execution_payloads ADD CONSTRAINT execution_payloads_execution_fk FOREIGN KEY (execution_id) REFERENCES executions (id) ON DELETE CASCADE;
--> statement-breakpoint
ALTER TABLE executions ADD CONSTRAINT executions_workflow_fk FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE;
--> statement-breakpoint
ALTER TABLE executions ADD CONSTRAINT executions_org_fk FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE CASCADE;
--> statement-breakpoint

-- Roles. `weft_app` acts for one organization at a time and is held to it by policies; `weft_system` runs the journal,
-- the scheduler and sign-in over all organizations. Neither owns a table.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'weft_app') THEN CREATE ROLE weft_app NOLOGIN NOBYPASSRLS; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'weft_system') THEN CREATE ROLE weft_system NOLOGIN NOBYPASSRLS; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of the cluster made them at the same moment
END $$;
--> statement-breakpoint
DO $$ BEGIN
  EXECUTE format('GRANT weft_app, weft_system TO %I', current_user);
EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'weft roles are already granted to %', current_user;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO weft_app, weft_system;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO weft_system;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION weft_ensure_partitions(date, date) TO weft_system;
--> statement-breakpoint
-- People are named in lists; nothing else of them is in reach of an organization's queries.
GRANT SELECT (id, name, email, disabled_at) ON users TO weft_app;
--> statement-breakpoint
GRANT SELECT (id, name, slug) ON organizations TO weft_app;
--> statement-breakpoint

-- Guards a tenant table: policies for both roles, forced for the owner too. Call it for every table with an org_id.
CREATE FUNCTION weft_guard(tenant_table regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tenant_table);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tenant_table);
  EXECUTE format('CREATE POLICY organization ON %s TO weft_app USING (org_id = nullif(current_setting(''app.org_id'', true), '''')::uuid) WITH CHECK (org_id = nullif(current_setting(''app.org_id'', true), '''')::uuid)', tenant_table);
  EXECUTE format('CREATE POLICY system ON %s TO weft_system USING (true) WITH CHECK (true)', tenant_table);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO weft_app', tenant_table);
END $$;
--> statement-breakpoint
DO $$
DECLARE tenant_table regclass;
BEGIN
  FOR tenant_table IN
    SELECT c.oid::regclass FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'org_id' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  LOOP
    PERFORM weft_guard(tenant_table);
  END LOOP;
END $$;
--> statement-breakpoint

-- The audit log only grows.
REVOKE UPDATE, DELETE ON audit_log FROM weft_app, weft_system;
--> statement-breakpoint
CREATE FUNCTION weft_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- An organization that is removed takes its log with it; nothing else may.
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM organizations WHERE id = OLD.org_id) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION weft_refuse_change();
--> statement-breakpoint
CREATE FUNCTION weft_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$;
--> statement-breakpoint
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION weft_refuse_truncate();
--> statement-breakpoint

-- updated_at.
CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$;
--> statement-breakpoint
DO $$
DECLARE touched regclass;
BEGIN
  FOR touched IN
    SELECT c.oid::regclass FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'updated_at' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
  LOOP
    EXECUTE format('CREATE TRIGGER touch_updated_at BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION touch_updated_at()', touched);
  END LOOP;
END $$;
