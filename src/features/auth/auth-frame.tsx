// The frame of the pages before sign-in: a form on the left, the cloth on the right.
import type { ReactNode } from 'react';
import { Mark } from '~/ui/mark';
import { WovenField } from './woven-field';

interface AuthFrameProps { title: string; lead?: ReactNode; children: ReactNode; foot?: ReactNode }

export function AuthFrame({ title, lead, children, foot }: AuthFrameProps) {
  return (
    <div className="grid min-h-dvh bg-app md:grid-cols-2">
      <main className="flex flex-col px-6 py-7 md:px-10">
        <p className="flex items-center gap-2 font-title"><Mark />Weft</p>
        <div className="mx-auto flex w-full max-w-[340px] flex-1 flex-col justify-center py-10">
          <h1 className="text-[24px] leading-8 font-title tracking-[-0.01em]">{title}</h1>
          {lead ? <p className="mt-1 text-fg-2">{lead}</p> : null}
          <div className="mt-6">{children}</div>
          {foot ? <p className="mt-5 text-fg-3">{foot}</p> : null}
        </div>
      </main>
      <div className="hidden overflow-hidden border-l border-line bg-canvas md:block"><WovenField /></div>
    </div>
  );
}
