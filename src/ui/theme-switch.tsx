// Chooses the theme and the contrast: sets the cookie for the server and the class for now.
'use client';
import { createContext, type ReactNode, use, useState } from 'react';
import type { MenuEntry } from './menu';
import { Segmented } from './segmented';
import { Switch } from './switch';
import { type Look, lookClass, THEME_COOKIE, THEMES, type Theme, writeLook } from './theme';

const Context = createContext<{ look: Look; setLook(look: Look): void } | null>(null);

export function ThemeProvider({ initial, children }: { initial: Look; children: ReactNode }) {
  const [look, set] = useState(initial);
  const setLook = (next: Look): void => {
    set(next);
    // biome-ignore lint/suspicious/noDocumentCookie: the server reads the theme from it before the page is drawn.
    document.cookie = `${THEME_COOKIE}=${writeLook(next)}; path=/; max-age=31536000; samesite=lax`;
    document.documentElement.className = lookClass(next);
  };
  return <Context value={{ look, setLook }}>{children}</Context>;
}

export function useTheme(): { look: Look; setLook(look: Look): void } {
  const theme = use(Context);
  if (!theme) throw new Error('useTheme needs a ThemeProvider above it');
  return theme;
}

const WORDS: Record<Theme, string> = { system: 'System', dark: 'Dark', light: 'Light' };

/** Theme entries for a menu. */
export function themeEntries(look: Look, setLook: (look: Look) => void): MenuEntry[] {
  return [
    ...THEMES.map((theme): MenuEntry => ({ kind: 'check', label: WORDS[theme], checked: look.theme === theme, onChange: () => setLook({ ...look, theme }), stay: true })),
    { kind: 'divider' },
    { kind: 'check', label: 'More contrast', checked: look.contrast, onChange: contrast => setLook({ ...look, contrast }), stay: true },
  ];
}

/** For the settings page. */
export function ThemeSwitch() {
  const { look, setLook } = useTheme();
  return (
    <div className="flex flex-wrap items-center gap-4">
      <Segmented label="Theme" value={look.theme} onChange={theme => setLook({ ...look, theme })} segments={THEMES.map(theme => ({ value: theme, label: WORDS[theme], icon: theme === 'system' ? 'monitor' : theme === 'dark' ? 'moon' : 'sun' }))} />
      <label className="flex items-center gap-2"><Switch checked={look.contrast} onChange={contrast => setLook({ ...look, contrast })} label="More contrast" />More contrast</label>
    </div>
  );
}
