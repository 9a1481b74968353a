// /executions
import type { Metadata } from 'next';
import { ExecutionsPage } from '~/features/executions/list/executions-page';

export const metadata: Metadata = { title: 'Executions' };

export default function Page() {
  return <ExecutionsPage />;
}
