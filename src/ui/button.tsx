// Buttons. One solid button per view: `primary` for a step forward, `solid` for running something.
'use client';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from './class-names';
import { Icon, type IconName } from './icon';
import { Keys } from './keys';
import { Spinner } from './spinner';
import { Tooltip } from './tooltip';

const VARIANTS = {
  outline: 'edge text-fg hover:bg-hover active:bg-press data-popup-open:bg-press',
  quiet: 'text-fg-2 hover:bg-hover hover:text-fg active:bg-press data-popup-open:bg-press data-popup-open:text-fg',
  primary: 'bg-accent text-accent-fg hover:bg-accent-hover',
  solid: 'bg-inverse text-fg-inverse hover:opacity-90',
  danger: 'text-failed [box-shadow:inset_0_0_0_1px_color-mix(in_oklch,var(--failed)_45%,transparent)] hover:bg-failed-soft',
} as const;

const SIZES = {
  md: { box: 'h-8 px-3', square: 'size-8', icon: 'm' },
  sm: { box: 'h-7 px-2.5', square: 'size-7', icon: 's' },
  xs: { box: 'h-6 px-2 text-dense', square: 'size-6', icon: 's' },
} as const;

export type ButtonVariant = keyof typeof VARIANTS;
export type ButtonSize = keyof typeof SIZES;

const base = 'inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded-control font-strong whitespace-nowrap transition-colors duration-(--t-hover) disabled:pointer-events-none disabled:opacity-45 aria-disabled:opacity-45 coarse:min-h-10';

/** Class names of a button, for links and triggers that are not a `<button>`. */
export function buttonClass(variant: ButtonVariant = 'outline', size: ButtonSize = 'md'): string {
  return cx(base, VARIANTS[variant], SIZES[size].box);
}

interface ButtonLook {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
  /** Icon after the text, such as `chevron-down`. */
  iconAfter?: IconName;
  /** Shortcut shown in the button, as in `Mod+Enter`. */
  keys?: string;
  children?: ReactNode;
}

function Inside({ icon, iconAfter, keys, children, size = 'md', variant, busy }: ButtonLook & { busy?: boolean }) {
  return (
    <>
      {busy ? <Spinner /> : icon ? <Icon name={icon} size={SIZES[size].icon} /> : null}
      {children}
      {iconAfter ? <Icon name={iconAfter} size="s" /> : null}
      {keys ? <Keys keys={keys} inherit={variant === 'primary' || variant === 'solid'} className="ml-0.5 max-md:hidden" /> : null}
    </>
  );
}

interface ButtonProps extends ButtonLook, Omit<ComponentProps<'button'>, 'children'> {
  /** Work is under way: shows a ring and ignores presses. */
  busy?: boolean;
}

export function Button({ variant, size, icon, iconAfter, keys, busy, className, children, type = 'button', onClick, ...rest }: ButtonProps) {
  return (
    <button type={type} aria-busy={busy || undefined} aria-disabled={busy || undefined} onClick={busy ? undefined : onClick} className={cx(buttonClass(variant, size), className)} {...rest}>
      <Inside {...{ variant, size, icon, iconAfter, keys, busy, children }} />
    </button>
  );
}

export function ButtonLink({ variant, size, icon, iconAfter, keys, className, children, ...rest }: ButtonLook & Omit<ComponentProps<typeof Link>, 'children'>) {
  return (
    <Link className={cx(buttonClass(variant, size), className)} {...rest}>
      <Inside {...{ variant, size, icon, iconAfter, keys, children }} />
    </Link>
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: IconName;
  /** Accessible name and tooltip. */
  label: string;
  keys?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Drawn as pressed; sets `aria-pressed`. */
  pressed?: boolean;
  tip?: 'top' | 'right' | 'bottom' | 'left';
}

export function IconButton({ icon, label, keys, variant = 'quiet', size = 'sm', pressed, tip, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys} side={tip}>
      <button type={type} aria-label={label} aria-pressed={pressed} className={cx(base, VARIANTS[variant], SIZES[size].square, 'coarse:min-w-10', pressed && 'bg-press text-fg', className)} {...rest}>
        <Icon name={icon} size={size === 'md' ? 'm' : size === 'sm' ? 'm' : 's'} />
      </button>
    </Tooltip>
  );
}
