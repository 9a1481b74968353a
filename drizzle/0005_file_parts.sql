ALTER TABLE "execution_payloads" ADD COLUMN "part" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "execution_payloads" DROP CONSTRAINT "execution_payloads_execution_id_id_pk";--> statement-breakpoint
ALTER TABLE "execution_payloads" ADD CONSTRAINT "execution_payloads_execution_id_id_part_pk" PRIMARY KEY("execution_id","id","part");
