// Warns before a session ends, and ends it on this screen when nobody answers. Without script the server
// ends it all the same.

const box = document.getElementById("session-timeout");
const form = box.querySelector("form");
const words = box.querySelector("[data-time]");
const warnAt = Number(box.dataset.warning);
let endsAt = 0;
let timer = 0;
let touched = null;

const now = () => Date.now() / 1000;
const left = () => Math.max(0, Math.round(endsAt - now()));

function start(seconds) {
  endsAt = now() + seconds;
  plan();
}

function plan() {
  clearTimeout(timer);
  const wait = box.open ? 1 : Math.max(1, left() - warnAt);
  // Timers stand still while a computer sleeps, so look at the clock at least every half minute.
  timer = setTimeout(look, Math.min(wait, 30) * 1000);
}

async function look() {
  if (!box.open && left() > warnAt) return plan();
  if (!box.open) {
    // Another window may have kept the session going.
    const fresh = await ask(box.dataset.state);
    if (fresh !== null && fresh > warnAt) return start(fresh);
    if (fresh !== null) endsAt = now() + fresh;
    box.showModal();
  }
  if (left() === 0) return end();
  say();
  plan();
}

function say() {
  const minutes = Math.ceil(left() / 60);
  // Whole minutes, then one word for the last: a screen reader is not to count seconds aloud.
  const text = left() <= 60 ? "less than a minute" : `${minutes} minutes`;
  if (words.textContent !== text) words.textContent = text;
}

async function end() {
  const fresh = await ask(box.dataset.state);
  if (fresh) {
    box.close();
    return start(fresh);
  }
  leave();
}

// Away from this screen. What was typed goes to an address that keeps it and never acts on it.
function leave() {
  const typed = typedForm();
  if (!typed) return form.submit();
  for (const field of typed.querySelectorAll("input[type=password], input[type=file]")) {
    if (field.files?.length) add(typed, "gt-files", field.name);
    field.disabled = true;
  }
  // As when Enter is pressed: the first button goes along.
  const button = typed.querySelector("button:not([type=button]):not([type=reset]), input[type=submit]");
  if (button?.name) add(typed, button.name, button.value);
  const target = new URL(typed.getAttribute("action") ?? "", location.href);
  typed.setAttribute("action", `${box.dataset.keep}?for=${encodeURIComponent(target.pathname + target.search)}`);
  typed.setAttribute("enctype", "application/x-www-form-urlencoded");
  // A field called "submit" would hide the form's own function.
  HTMLFormElement.prototype.submit.call(typed);
}

// The form that was last typed into, or one that came back to be put right.
function typedForm() {
  return touched ?? document.querySelector("main form[method=post] .govuk-form-group--error")?.closest("form");
}

function add(to, name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  to.append(field);
}

async function ask(href, options = {}) {
  try {
    const answer = await fetch(href, { headers: { Accept: "application/json" }, ...options });
    return answer.ok ? (await answer.json()).seconds_left : null;
  } catch {
    return null;
  }
}

async function stay() {
  const seconds = await ask(box.dataset.stay, { method: "POST", body: new FormData(form) });
  if (seconds === 0) return leave();
  box.close();
  start(seconds ?? left());
}

box.querySelector("[data-stay-button]").addEventListener("click", stay);
box.addEventListener("cancel", (event) => {
  event.preventDefault();
  stay();
});
for (const event of ["input", "change"]) {
  document.addEventListener(event, ({ target }) => {
    if (target.form?.getAttribute("method") === "post" && target.closest("main")) touched = target.form;
  });
}
start(Number(box.dataset.left));
