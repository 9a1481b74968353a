CREATE TABLE "node_stores" (
	"org_id" uuid NOT NULL,
	"key" text NOT NULL,
	"workflow_id" uuid,
	"value" json NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "node_stores_org_id_key_pk" PRIMARY KEY("org_id","key")
);
--> statement-breakpoint
ALTER TABLE "node_stores" ADD CONSTRAINT "node_stores_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "node_stores" ADD CONSTRAINT "node_stores_workflow_id_workflows_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
SELECT weft_guard('node_stores');
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON node_stores TO weft_system;
--> statement-breakpoint
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON node_stores FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
