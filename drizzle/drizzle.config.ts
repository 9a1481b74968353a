// drizzle-kit: generates the SQL migrations of this folder from src/db/schema.
import { defineConfig } from 'drizzle-kit';

export default defineConfig({ dialect: 'postgresql', schema: './src/db/schema/*.ts', out: './drizzle' });
