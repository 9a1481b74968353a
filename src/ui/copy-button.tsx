// Copies a text; the icon turns into a tick for a moment and the result is announced.
'use client';
import { useEffect, useState } from 'react';
import { Button, IconButton } from './button';

interface CopyButtonProps {
  text: string | (() => string);
  /** Accessible name: "Copy URL". */
  label: string;
  /** Show the label as text. */
  worded?: boolean;
  size?: 'sm' | 'xs';
  className?: string;
}

export function CopyButton({ text, label, worded, size = 'xs', className }: CopyButtonProps) {
  const [done, setDone] = useState<'yes' | 'no' | null>(null);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(null), 1600);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = (): void => {
    // Refused without a secure context or permission: the label says so instead of failing silently.
    Promise.resolve(navigator.clipboard?.writeText(typeof text === 'string' ? text : text())).then(() => setDone(navigator.clipboard ? 'yes' : 'no'), () => setDone('no'));
  };
  const word = done === 'yes' ? 'Copied' : done === 'no' ? 'Copying is blocked here' : label;
  const icon = done === 'yes' ? 'check' : 'copy';
  return (
    <>
      {worded ? <Button size={size} icon={icon} onClick={copy} className={className}>{word}</Button> : <IconButton size={size} icon={icon} label={word} onClick={copy} className={className} />}
      <span role="status" className="sr-only">{done ? word : ''}</span>
    </>
  );
}
