// /executions/:id
import type { Metadata } from 'next';
import { ExecutionPage } from '~/features/executions/detail/execution-page';

export const metadata: Metadata = { title: 'Execution' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ExecutionPage id={id} />;
}
