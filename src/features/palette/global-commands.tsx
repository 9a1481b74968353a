// What the command palette offers on every page: going places, finding workflows, making one.
'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTRPC, useTRPCClient } from '~/trpc/client';
import { errorText } from '~/trpc/errors';
import { useCan } from '~/trpc/session';
import { Palette } from '~/ui/palette/palette';
import { usePaletteCommands, usePaletteSearch } from '~/ui/palette/palette-store';
import { FOOT_NAV, MAIN_NAV } from '~/ui/shell/nav';
import { stateOf } from '~/ui/status';
import { useTheme } from '~/ui/theme-switch';
import { toastError } from '~/ui/toast';

/** The palette with its global commands: once beside each signed-in page. */
export function GlobalPalette() {
  const router = useRouter();
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const canWrite = useCan('workflow:write');
  const { look, setLook } = useTheme();

  usePaletteCommands('global', () => [
    ...[...MAIN_NAV, ...FOOT_NAV].map(entry => ({ id: `go-${entry.href}`, kind: 'action' as const, group: 'Go to', label: entry.label, icon: entry.icon, run: () => router.push(entry.href) })),
    ...(canWrite ? [{
      id: 'new-workflow', kind: 'action' as const, group: 'Make', label: 'New workflow', icon: 'plus' as const,
      run: () => void api.workflows.create.mutate({}).then(({ id }) => router.push(`/workflows/${id}`), (error: unknown) => toastError('The workflow was not created', errorText(error))),
    }] : []),
    { id: 'theme', kind: 'action', group: 'Make', label: look.theme === 'light' ? 'Dark theme' : 'Light theme', icon: 'sun-moon', run: () => setLook({ ...look, theme: look.theme === 'light' ? 'dark' : 'light' }) },
  ]);

  usePaletteSearch('workflows', async text => {
    const page = await queries.fetchQuery(trpc.workflows.list.queryOptions({ search: text || undefined, limit: text ? 8 : 6 }));
    return page.items.map(workflow => ({
      id: `workflow-${workflow.id}`, kind: 'thing' as const, group: 'Workflows', label: workflow.name, note: workflow.tags.join(', '), icon: 'workflow' as const,
      ...(workflow.lastExecution ? { state: stateOf(workflow.lastExecution.status) } : {}),
      run: () => router.push(`/workflows/${workflow.id}`),
    }));
  });
  return <Palette />;
}
