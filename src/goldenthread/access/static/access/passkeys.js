// Passkeys: the one thing on our pages that only a script can do. Each place is a form with a hidden
// input called "credential"; data-passkey says what for: "create", "get", or "get" with data-options-href
// where the options are fetched first.

const toBytes = (text) => {
  const base64 = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
};

const toText = (buffer) => {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};

const withBytes = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

async function create({ publicKey: given }) {
  const publicKey = {
    ...given,
    challenge: toBytes(given.challenge),
    user: { ...given.user, id: toBytes(given.user.id) },
    excludeCredentials: withBytes(given.excludeCredentials),
    // A passkey that can sign in by itself: kept by the device, opened by fingerprint, face or PIN.
    authenticatorSelection: {
      ...given.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
  };
  const made = await navigator.credentials.create({ publicKey });
  return {
    ...common(made),
    response: {
      attestationObject: toText(made.response.attestationObject),
      clientDataJSON: toText(made.response.clientDataJSON),
      transports: made.response.getTransports?.() ?? [],
    },
  };
}

async function get({ publicKey: given }) {
  const publicKey = {
    ...given,
    challenge: toBytes(given.challenge),
    allowCredentials: withBytes(given.allowCredentials),
  };
  const found = await navigator.credentials.get({ publicKey });
  const { authenticatorData, clientDataJSON, signature, userHandle } = found.response;
  return {
    ...common(found),
    response: {
      authenticatorData: toText(authenticatorData),
      clientDataJSON: toText(clientDataJSON),
      signature: toText(signature),
      userHandle: userHandle ? toText(userHandle) : null,
    },
  };
}

const common = (credential) => ({
  id: credential.id,
  rawId: toText(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment ?? null,
  clientExtensionResults: credential.getClientExtensionResults(),
});

async function optionsOf(form) {
  if (!form.dataset.optionsHref) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.optionsHref, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no options");
  return (await answer.json()).request_options;
}

function prepare(form) {
  const button = form.querySelector("button");
  const trouble = form.querySelector("[data-passkey-trouble]");
  form.hidden = false;
  document.querySelectorAll("[data-passkey-without]").forEach((words) => { words.hidden = true; });
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    trouble.textContent = "";
    try {
      const ask = form.dataset.passkey === "create" ? create : get;
      form.elements.credential.value = JSON.stringify(await ask(await optionsOf(form)));
      form.submit();
    } catch {
      trouble.textContent = "No passkey was used. You can try again, or use another way.";
    }
  });
}

if (window.PublicKeyCredential && navigator.credentials) {
  document.querySelectorAll("form[data-passkey]").forEach(prepare);
}
