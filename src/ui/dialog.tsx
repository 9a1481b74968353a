// Dialogs and sheets. A dialog asks for something; a sheet shows more beside the page. Undo is better than a question.
'use client';
import { AlertDialog as BaseAlert } from '@base-ui/react/alert-dialog';
import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode, RefObject } from 'react';
import { Button, IconButton } from './button';
import { cx } from './class-names';

const backdropClass = 'fixed inset-0 z-(--z-sheet) bg-scrim';

interface DialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the step forward last. */
  footer?: ReactNode;
  /** Pixels. */
  width?: number;
  initialFocus?: RefObject<HTMLElement | null>;
}

export function Dialog({ open, onOpenChange, title, description, children, footer, width = 480, initialFocus }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup initialFocus={initialFocus} style={{ width }} className="enter-sheet fixed top-[12vh] left-1/2 z-(--z-sheet) flex max-h-[76vh] max-w-[calc(100vw-24px)] -translate-x-1/2 flex-col rounded-dialog bg-float shadow-sheet outline-none">
          <header className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="display text-lead font-title">{title}</Base.Title>
              {description ? <Base.Description className="mt-0.5 text-fg-2">{description}</Base.Description> : null}
            </div>
            <Base.Close render={<IconButton icon="x" label="Close" keys="Esc" />} />
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-0.5 pb-4">{children}</div>
          {footer ? <footer className="flex justify-end gap-2 border-line border-t px-5 py-3">{footer}</footer> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

interface SheetProps extends Omit<DialogProps, 'initialFocus'> {
  /** With a scrim the page waits; without it stays usable. */
  modal?: boolean;
}

/** A panel from the right edge. */
export function Sheet({ open, onOpenChange, title, description, children, footer, width = 424, modal = true }: SheetProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange} modal={modal} disablePointerDismissal={!modal}>
      <Base.Portal>
        {modal ? <Base.Backdrop className={backdropClass} /> : null}
        <Base.Popup style={{ width }} className="enter-side fixed inset-y-0 right-0 z-(--z-sheet) flex max-w-full flex-col bg-app shadow-sheet outline-none">
          <header className="flex min-h-12 items-center gap-3 border-line border-b pr-2 pl-5">
            <div className="min-w-0 flex-1 py-2">
              <Base.Title className="display truncate text-lead font-title">{title}</Base.Title>
              {description ? <Base.Description className="text-dense text-fg-3">{description}</Base.Description> : null}
            </div>
            <Base.Close render={<IconButton icon="x" label="Close" keys="Esc" />} />
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer ? <footer className="flex justify-end gap-2 border-line border-t px-5 py-3">{footer}</footer> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

interface ConfirmProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: ReactNode;
  /** What will happen and that it cannot be undone. */
  description: ReactNode;
  /** The verb of the button: "Delete 3 executions". */
  action: string;
  busy?: boolean;
  onConfirm(): void;
  children?: ReactNode;
}

/** Only for what cannot be undone. */
export function Confirm({ open, onOpenChange, title, description, action, busy, onConfirm, children }: ConfirmProps) {
  return (
    <BaseAlert.Root open={open} onOpenChange={onOpenChange}>
      <BaseAlert.Portal>
        <BaseAlert.Backdrop className={backdropClass} />
        <BaseAlert.Popup className={cx('enter-sheet fixed top-[18vh] left-1/2 z-(--z-sheet) w-[420px] max-w-[calc(100vw-24px)] -translate-x-1/2 rounded-dialog bg-float shadow-sheet outline-none')}>
          <div className="px-5 pt-4 pb-4">
            <BaseAlert.Title className="display text-lead font-title">{title}</BaseAlert.Title>
            <BaseAlert.Description className="mt-1 text-fg-2">{description}</BaseAlert.Description>
            {children}
          </div>
          <footer className="flex justify-end gap-2 border-line border-t px-5 py-3">
            <BaseAlert.Close render={<Button variant="quiet">Keep</Button>} />
            <Button variant="danger" busy={busy} onClick={onConfirm}>{action}</Button>
          </footer>
        </BaseAlert.Popup>
      </BaseAlert.Portal>
    </BaseAlert.Root>
  );
}
