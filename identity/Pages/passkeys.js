// Shows the buttons of passkeys where the browser knows them, and speaks with the authenticator. All else works without script.
const answer = async (path, token, body) => {
  const reply = await fetch(path, { method: 'POST', headers: { RequestVerificationToken: token, 'Content-Type': 'text/plain' }, body: body ?? '' });
  if (!reply.ok) throw new Error(String(reply.status));
  return reply.json();
};
const run = async button => {
  const fault = document.querySelector('[data-passkey-fault]');
  const token = document.querySelector('input[name=__RequestVerificationToken]').value;
  const isNew = button.dataset.passkey === 'new';
  const path = isNew ? '/passkeys/new' : '/passkeys/sign-in';
  fault.hidden = true;
  button.disabled = true;
  try {
    const asked = await answer(path + '/options', token);
    const credential = isNew
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
    const next = button.dataset.next ? '?suite=' + encodeURIComponent(button.dataset.next) : '';
    const done = await answer(path + next, token, JSON.stringify(credential));
    location.assign(done.next);
    if (isNew) location.reload();
  } catch {
    fault.textContent = button.dataset.fault;
    fault.hidden = false;
    button.disabled = false;
  }
};
if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  for (const button of document.querySelectorAll('[data-passkey]')) {
    button.hidden = false;
    button.addEventListener('click', () => run(button));
  }
}
