// Comfort only: keeps the words of the page up to date, and loads it again when the task is over.
const place = document.querySelector("[data-task]");

async function look() {
  let found;
  try {
    const answer = await fetch(place.dataset.task, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return; // signed out meanwhile: the link on the page says so
    found = await answer.json();
  } catch {
    setTimeout(look, 5000);
    return;
  }
  if (!found.look_again) {
    window.location.reload();
    return;
  }
  say("[data-task-words]", found.words);
  say("[data-task-since]", found.since);
  setTimeout(look, found.look_again * 500);
}

function say(selector, words) {
  const part = place.querySelector(selector);
  // Said again only when it changed: a screen reader reads every change aloud.
  if (part && part.textContent !== words) part.textContent = words;
}

if (place) setTimeout(look, 1000);
