// Takes an optional field away.
'use client';
import { Tooltip } from '~/ui/tooltip';

export function RemoveButton({ label, onRemove }: { label: string; onRemove(): void }) {
  return (
    <Tooltip label="Remove">
      <button type="button" aria-label={`Remove ${label}`} onClick={onRemove} className="grid h-7 w-6 shrink-0 place-items-center rounded-control text-fg-3 hover:bg-press hover:text-fg">×</button>
    </Tooltip>
  );
}
