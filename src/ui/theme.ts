// The theme lives in a cookie and in classes on <html>; the server writes both, so nothing flashes and no script runs.
export const THEME_COOKIE = 'weft-theme';
export const THEMES = ['system', 'dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

export interface Look {
  theme: Theme;
  contrast: boolean;
}

/** Cookie value `dark` or `dark.contrast`; anything else is the system's theme. */
export function readLook(value: string | undefined): Look {
  const [theme, contrast] = (value ?? '').split('.');
  return { theme: THEMES.find(known => known === theme) ?? 'system', contrast: contrast === 'contrast' };
}

export const writeLook = ({ theme, contrast }: Look): string => (contrast ? `${theme}.contrast` : theme);

/** Classes for <html>. */
export const lookClass = ({ theme, contrast }: Look): string => (contrast ? `${theme} contrast` : theme);
