// Saves a question page's form while somebody types, as text and not as an answer. Without this script, "Continue" saves it.
const WAIT_MS = 1_500;
const LONGEST_WAIT_MS = 30_000;
/** How long "Continue" waits for a saving that is under way. */
const LEAVE_MS = 3_000;
/** Browsers finish the requests of a page that was left, but no larger ones. */
const MOST_KEPT_ALIVE = 60_000;
const UNANSWERED = 'Not saved: the service does not answer. Your text is still here, and saving is tried again.';
const SIGNED_OUT = 'Not saved: you were signed out. Continue to sign in again: your text is kept.';

for (const form of document.querySelectorAll('form[data-autosave]')) watch(form);

function watch(form) {
  const status = form.querySelector('[data-autosave-status]');
  let waiting;
  let sending;
  let stop;
  let isLeaving = false;
  let failures = 0;
  let last = textOf(form);

  const say = (words) => {
    if (status && status.textContent !== words) status.textContent = words;
  };

  const saveLater = () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, Math.min(WAIT_MS * 2 ** failures, LONGEST_WAIT_MS));
  };

  /** One request at a time: what is typed meanwhile is saved after it, and what was not answered is tried again. */
  const save = () => {
    clearTimeout(waiting);
    if (sending || textOf(form) === last) return;
    stop = new AbortController();
    sending = attempt(textOf(form)).finally(() => {
      sending = undefined;
      if (textOf(form) !== last) saveLater();
    });
  };

  const attempt = async (text) => {
    try {
      say(await send(form, text, stop.signal));
      [last, failures] = [text, 0];
    } catch (error) {
      say(error.refusal ?? UNANSWERED);
      if (error.refusal) [last, failures] = [text, 0];
      else failures += 1;
    }
  };

  /** A saving that is under way ends first: the form must carry the version of the text it made, or the same text would stay as half-written. */
  const leave = async (button) => {
    isLeaving = true;
    const tooLong = setTimeout(() => stop.abort(), LEAVE_MS);
    await sending;
    clearTimeout(tooLong);
    isLeaving = false;
    form.requestSubmit(button);
  };

  form.addEventListener('input', saveLater);
  window.addEventListener('online', save);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && save());
  // What is sent as an answer must not be followed by the same text as half-written.
  form.addEventListener('submit', (event) => {
    if (sending) {
      event.preventDefault();
      if (!isLeaving) void leave(event.submitter);
      return;
    }
    clearTimeout(waiting);
    last = textOf(form);
  });
}

/** Sends the form; answers what to tell, or throws: with `refusal`, what to tell of text that is not taken, and without where nothing was answered. */
async function send(form, text, signal) {
  const body = `${text}&text=${form.elements.namedItem('text').value}`;
  const response = await fetch(form.dataset.autosave, {
    method: 'POST',
    body,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', 'x-csrf-token': form.elements.namedItem('_csrf').value },
    redirect: 'error',
    keepalive: body.length < MOST_KEPT_ALIVE,
    signal,
  });
  const answer = await response.json();
  if (response.ok) {
    form.elements.namedItem('text').value = answer.text;
    return answer.words;
  }
  const { status } = response;
  if (status >= 500 || status === 429) throw new Error(`Answered ${status}`);
  throw Object.assign(new Error(`Answered ${status}`), { refusal: status === 401 || status === 403 ? SIGNED_OUT : answer.detail });
}

/** What was typed, as it would be sent: without the version of the text, which saving changes. */
function textOf(form) {
  const fields = [...new FormData(form)].filter(([name, value]) => name !== 'text' && typeof value === 'string');
  return new URLSearchParams(fields).toString();
}
