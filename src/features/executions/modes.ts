// How executions start, in words and icons.
import type { IconName } from '~/ui/icon';

export const MODES = ['manual', 'trigger', 'webhook', 'retry', 'integrated', 'error'] as const;
export type Mode = (typeof MODES)[number];

export const MODE_WORDS: Record<Mode, { label: string; icon: IconName }> = {
  manual: { label: 'By hand', icon: 'mouse-pointer-click' },
  trigger: { label: 'Schedule', icon: 'clock' },
  webhook: { label: 'Webhook', icon: 'webhook' },
  retry: { label: 'Replay', icon: 'rotate-ccw' },
  integrated: { label: 'Other workflow', icon: 'workflow' },
  error: { label: 'Error of another', icon: 'siren' },
};

export const modeOf = (mode: string): { label: string; icon: IconName } => MODE_WORDS[mode as Mode] ?? { label: mode, icon: 'radio' };

/** Ids share their first half when they are close in time: the end tells them apart. */
export const shortId = (id: string): string => id.slice(-7);
