// Turns PostgreSQL's constraint errors into ours, so that a duplicate is a `conflict` and never a 500.
import { AppError, isAppError } from '~/lib/errors';

interface PostgresError { code?: string; constraint_name?: string; cause?: unknown }

const MESSAGES: Record<string, string> = {
  users_email_key: 'A person with this e-mail address exists already.',
  organizations_slug_key: 'An organization with this name exists already.',
  credentials_name_key: 'A credential of this type and name exists already.',
  variables_key: 'A variable with this name exists already.',
  workflow_versions_number_key: 'Another person published this workflow at the same moment. Reload and try again.',
  deployments_live_key: 'Another person published this workflow at the same moment. Reload and try again.',
};

/** Runs a write; a unique or foreign key violation becomes AppError `conflict` or `invalid`. */
export async function withConflicts<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error)) throw error;
    const cause = ((error as PostgresError).cause ?? error) as PostgresError;
    if (cause.code === '23505') throw new AppError('conflict', MESSAGES[cause.constraint_name ?? ''] ?? 'This exists already.', { cause: error });
    if (cause.code === '23503') throw new AppError('invalid', 'It refers to something that does not exist.', { cause: error });
    throw error;
  }
}
