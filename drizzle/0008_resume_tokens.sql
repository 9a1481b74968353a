ALTER TABLE "executions" ADD COLUMN "resumes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "executions" ADD COLUMN "resume_step" uuid;--> statement-breakpoint
DROP INDEX "executions_resume_idx";--> statement-breakpoint
ALTER TABLE "executions" DROP COLUMN "resume_hash";