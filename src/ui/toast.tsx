// Toasts: results of work the person started, with undo where possible. At most three; errors stay until closed.
// Base UI draws them: sonner writes a <style> element at import, which the nonce policy refuses.
'use client';
import { Toast as Base } from '@base-ui/react/toast';
import type { ReactNode } from 'react';
import { IconButton, buttonClass } from './button';
import { type State, StatusGlyph } from './status';

const manager = Base.createToastManager<{ state?: State }>();

interface ToastOptions {
  description?: ReactNode;
  /** A second way: "Undo", "Open". */
  action?: { label: string; onPress(): void };
  /** Glyph before the text. */
  state?: State;
  /** Milliseconds; 0 keeps it until closed. */
  timeout?: number;
}

/** Shows a toast and returns its id. */
export function toast(title: ReactNode, { description, action, state, timeout = action ? 8000 : 4000 }: ToastOptions = {}): string {
  const id = manager.add({
    title,
    description,
    timeout,
    data: { state },
    priority: state === 'failed' ? 'high' : 'low',
    actionProps: action ? { children: action.label, onClick: () => { action.onPress(); manager.close(id); } } : undefined,
  });
  return id;
}

/** What went wrong and what to do; stays until closed. */
export const toastError = (title: ReactNode, description?: ReactNode): string => toast(title, { description, state: 'failed', timeout: 0 });

export const closeToast = (id: string): void => manager.close(id);

function List() {
  const { toasts } = Base.useToastManager<{ state?: State }>();
  return toasts.map(item => (
    <Base.Root key={item.id} toast={item} swipeDirection={['right', 'down']} className="enter-float flex w-full items-start gap-3 rounded-card bg-float py-2 pr-2 pl-3 shadow-float data-limited:hidden">
      {item.data?.state ? <StatusGlyph state={item.data.state} className="mt-1.5" /> : null}
      <Base.Content className="min-w-0 flex-1 py-1">
        <Base.Title className="font-strong" />
        <Base.Description className="text-dense text-fg-2 [overflow-wrap:anywhere]" />
      </Base.Content>
      {item.actionProps ? <Base.Action className={buttonClass('outline', 'sm')} /> : null}
      <Base.Close render={<IconButton icon="x" label="Close" />} />
    </Base.Root>
  ));
}

/** Once, in the root layout. */
export function Toaster({ children }: { children: ReactNode }) {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-4 z-(--z-toast) flex w-90 max-w-[calc(100vw-32px)] flex-col gap-2 outline-none max-md:bottom-20">
          <List />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}
