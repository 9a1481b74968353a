// The pages that Weft shows to people who are not its users: forms and chats. They are written by the server, and look like Weft.

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);

/** Tokens of ui/tokens.css, as far as these pages need them. */
const LOOK = `@font-face{font-family:"Mona Sans";src:url("/fonts/mona-sans.woff2") format("woff2");font-weight:200 900;font-stretch:75% 125%;font-display:swap;unicode-range:U+0-FFFF}
@font-face{font-family:"Martian Mono";src:url("/fonts/martian-mono.woff2") format("woff2");font-weight:100 800;font-stretch:75% 112.5%;font-display:swap}
:root{color-scheme:light dark;--bg:oklch(.972 .003 85);--card:oklch(.992 .002 85);--fg:oklch(.215 .008 70);--dim:oklch(.5 .01 70);--line:oklch(.9 .005 80);--field:oklch(.6 .01 75);--accent:oklch(.48 .085 195);--on-accent:oklch(.992 .002 85);--soft:oklch(.2 .01 70/.05);--bad:oklch(.5 .19 27)}
@media(prefers-color-scheme:dark){:root{--bg:oklch(.178 .004 70);--card:oklch(.205 .005 70);--fg:oklch(.955 .004 80);--dim:oklch(.68 .01 70);--line:oklch(.305 .006 70);--field:oklch(.505 .008 70);--accent:oklch(.79 .1 189);--on-accent:oklch(.205 .03 195);--soft:oklch(1 .01 80/.055);--bad:oklch(.735 .165 24)}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--fg);font:15px/24px "Mona Sans",ui-sans-serif,system-ui,sans-serif;font-stretch:98%}
h1{font-size:24px;line-height:32px;font-weight:600;font-stretch:106%;letter-spacing:-.01em;margin:0}
input,textarea,select,button{font:inherit;font-stretch:inherit;color:inherit}
button{min-height:44px;padding:0 18px;border:0;border-radius:8px;background:var(--accent);color:var(--on-accent);font-weight:600;cursor:pointer}button:hover{filter:brightness(1.06)}button:disabled{opacity:.5;cursor:default}
a{color:var(--accent)}code,pre{font-family:"Martian Mono",ui-monospace,monospace;font-stretch:80%}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}svg{width:20px;height:20px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round;flex:none}
`;

export interface PublicPage {
  status?: number;
  title: string;
  style: string;
  /** Everything in it is escaped or cleaned already. */
  body: string;
  /** Path of a script of Weft's own. Without one no script runs. */
  script?: string;
  /** Where pictures may come from, besides nowhere. */
  images?: string;
  refresh?: { seconds: number; url: string };
}

export function publicPage({ status = 200, title, style, body, script, images, refresh }: PublicPage): Response {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">${refresh ? `<meta http-equiv="refresh" content="${refresh.seconds};url=${escapeHtml(refresh.url)}">` : ''}<title>${escapeHtml(title)}</title><style nonce="${nonce}">${LOOK}${style}</style>`;
  const rules = ["default-src 'none'", `style-src 'nonce-${nonce}'`, "font-src 'self'", ...(script ? ["script-src 'self'", "connect-src 'self'"] : []), ...(images ? [`img-src ${images}`] : []), "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"];
  return new Response(`<!doctype html><html lang="en"><head>${head}</head><body>${body}${script ? `<script type="module" src="${script}"></script>` : ''}</body></html>`, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'content-security-policy': rules.join('; ') },
  });
}
