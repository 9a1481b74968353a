// The page of a chat trigger: sends messages to the page's own URL and shows answers as text, never as markup.
(() => {
  const list = document.querySelector('ol');
  const form = document.querySelector('form');
  const field = form.elements.text;
  const button = form.querySelector('button');
  const sessionId = ownSession();

  /** One session a tab: a reload goes on with it. */
  function ownSession() {
    const key = `weft-chat:${location.pathname}`;
    // Only pages served over TLS (and localhost) have randomUUID.
    const fresh = typeof crypto.randomUUID === 'function' ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    try {
      const known = sessionStorage.getItem(key) ?? fresh;
      sessionStorage.setItem(key, known);
      return known;
    } catch {
      return fresh;
    }
  }

  function add(text, kind) {
    const line = document.createElement('li');
    line.className = kind;
    line.textContent = text;
    list.append(line);
    line.scrollIntoView({ block: 'end' });
    return line;
  }

  async function call(body) {
    const answer = await fetch(location.href, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sessionId, ...body }) });
    const text = await answer.text();
    let value = text;
    try {
      value = JSON.parse(text);
    } catch {
      // A text is an answer too.
    }
    if (!answer.ok) throw new Error(value?.error?.message ?? 'The chat does not answer.');
    return value;
  }

  function said(value) {
    const part = typeof value === 'string' ? value : (value?.output ?? value?.text ?? value?.message ?? value);
    return typeof part === 'string' ? part : JSON.stringify(part, null, 2);
  }

  form.addEventListener('submit', async event => {
    event.preventDefault();
    const text = field.value.trim();
    if (text === '' || button.disabled) return;
    field.value = '';
    button.disabled = true;
    add(text, 'mine');
    const line = add('…', 'wait');
    try {
      line.textContent = said(await call({ action: 'sendMessage', chatInput: text }));
      line.className = '';
    } catch (error) {
      line.textContent = error.message;
      line.className = 'bad';
    }
    button.disabled = false;
    line.scrollIntoView({ block: 'end' });
    field.focus();
  });

  field.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });

  if (form.dataset.earlier) {
    call({ action: 'loadPreviousSession' })
      .then(({ data }) => data.forEach(({ id, kwargs }) => add(kwargs.content, id.includes('HumanMessage') ? 'mine' : '')))
      .catch(() => {}); // a chat without its past is still a chat
  }
})();
