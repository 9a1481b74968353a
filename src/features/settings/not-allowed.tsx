// A settings page that the person's role does not open.
import { EmptyState } from '~/ui/empty-state';
import { PageHead } from '~/ui/page';

export function NotAllowed({ title, role }: { title: string; role: string }) {
  return (
    <>
      <PageHead title={title} />
      <EmptyState title="Your role does not open this page">It takes the role {role} or a higher one. An administrator of the organization can change yours.</EmptyState>
    </>
  );
}
