// Saves a question page's form while somebody types, as text and not as an answer. Without this script, "Continue" saves it.
const WAIT_MS = 1500;

for (const form of document.querySelectorAll('form[data-autosave]')) watch(form);

function watch(form) {
  const status = form.querySelector('[data-autosave-status]');
  let waiting;
  let sending;
  let last = textOf(form);

  const say = (words) => {
    if (status && status.textContent !== words) status.textContent = words;
  };

  /** One request at a time: what is typed meanwhile is saved after it. */
  const save = async (keepalive = false) => {
    clearTimeout(waiting);
    const text = textOf(form);
    if (sending || text === last) return;
    sending = new AbortController();
    try {
      say(await send(form, { keepalive, signal: sending.signal }));
      last = text;
    } catch (error) {
      if (error.name === 'AbortError') return;
      say(error.words ?? 'Not saved. Check your connection. Your text is still here.');
      last = error.words ? text : last;
    } finally {
      sending = undefined;
    }
    if (textOf(form) !== last) waiting = setTimeout(save, WAIT_MS);
  };

  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, WAIT_MS);
  });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && save(true));
  // What is sent as an answer must not be followed by the same text as half-written.
  form.addEventListener('submit', () => {
    clearTimeout(waiting);
    sending?.abort();
    last = textOf(form);
  });
}

/** Sends the form; answers what to tell, or throws with `words` when saving was refused. */
async function send(form, options) {
  const response = await fetch(form.dataset.autosave, {
    method: 'POST',
    body: `${textOf(form)}&text=${form.elements.namedItem('text').value}`,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', 'x-csrf-token': form.elements.namedItem('_csrf').value },
    redirect: 'error',
    ...options,
  });
  const answer = await response.json();
  if (response.ok) {
    form.elements.namedItem('text').value = answer.text;
    return answer.words;
  }
  const signedOut = response.status === 401 || response.status === 403;
  throw Object.assign(new Error(), { words: signedOut ? 'Not saved: you were signed out. Continue to sign in again: your text is kept.' : answer.detail });
}

/** What was typed, as it would be sent: without the version of the text, which saving changes. */
function textOf(form) {
  const fields = [...new FormData(form)].filter(([name, value]) => name !== 'text' && typeof value === 'string');
  return new URLSearchParams(fields).toString();
}
