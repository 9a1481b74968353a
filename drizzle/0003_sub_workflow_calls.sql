ALTER TABLE "executions" ADD COLUMN "call_key" text;--> statement-breakpoint
ALTER TABLE "executions" ADD COLUMN "depth" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "executions_parent_idx" ON "executions" USING btree ("parent_id") WHERE parent_id is not null;