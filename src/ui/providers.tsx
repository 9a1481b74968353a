// What every page needs around it: theme, tooltips, toasts.
'use client';
import { CSPProvider } from '@base-ui/react/csp-provider';
import type { ReactNode } from 'react';
import type { Look } from './theme';
import { ThemeProvider } from './theme-switch';
import { Toaster } from './toast';
import { TooltipProvider } from './tooltip';

export function UiProviders({ look, children }: { look: Look; children: ReactNode }) {
  // Base UI would write <style> elements, which the nonce policy refuses; base.css holds what they would say.
  return (
    <CSPProvider disableStyleElements>
      <ThemeProvider initial={look}>
        <TooltipProvider>
          <Toaster>{children}</Toaster>
        </TooltipProvider>
      </ThemeProvider>
    </CSPProvider>
  );
}
