// Switching notifications on: the browser asks the person, and tells where it takes them in.
const form = document.querySelector("[data-reminders]");
const said = form?.querySelector("[data-said]");

function say(words) {
  said.textContent = words;
  said.hidden = false;
}

function bytes(base64url) {
  const text = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

async function subscribe() {
  const worker = await navigator.serviceWorker.ready;
  const wanted = bytes(form.dataset.key);
  let found = await worker.pushManager.getSubscription();
  const known = found && new Uint8Array(found.options.applicationServerKey || []);
  // Made for another key, as after a move to a new server: of no use here.
  if (found && (known.length !== wanted.length || known.some((byte, i) => byte !== wanted[i]))) {
    await found.unsubscribe();
    found = null;
  }
  return found || worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: wanted });
}

async function allow() {
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) {
    return "This browser cannot take notifications in here. On a phone it may work once Kindward is on the home screen.";
  }
  if (await Notification.requestPermission() !== "granted") return "The browser does not allow notifications here. Its settings for this site can change that.";
  const answer = await fetch(form.dataset.here, {
    method: "POST", credentials: "same-origin",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify((await subscribe()).toJSON()),
  });
  return answer.ok ? "" : "This server does not work with the push service of this browser. An e-mail or the calendar may do instead.";
}

form?.addEventListener("submit", async (event) => {
  if (form.elements.by.value !== "push") return;
  event.preventDefault();
  let problem;
  try { problem = await allow(); } catch { problem = "The push service of this browser did not answer. Nothing was changed; try again later."; }
  if (problem) say(problem);
  else form.submit();
});
