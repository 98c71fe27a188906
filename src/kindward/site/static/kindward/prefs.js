// What this device remembers of how a person likes to practise. Never sent anywhere but as a voice's name.
const KEY = "kindward:prefs";

export const DEFAULTS = {
  voice: "", voiceVolume: 0.9, bellVolume: 0.6, ring: true, nextLine: true,
  vibrate: false, announce: false, theme: "", keys: true, signs: true,
};

function stored() {
  try { return JSON.parse(localStorage.getItem(KEY) || "{}"); } catch { return {}; }
}

export const prefs = () => ({ ...DEFAULTS, ...stored() });

export function setPref(name, value) {
  try { localStorage.setItem(KEY, JSON.stringify({ ...stored(), [name]: value })); } catch { /* holds until the page closes */ }
  if (name === "theme") {
    if (value) document.documentElement.dataset.theme = value;
    else delete document.documentElement.dataset.theme;
  }
}
