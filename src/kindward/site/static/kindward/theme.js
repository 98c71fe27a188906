// Runs before the first paint, so that a night theme never flashes white. Kept on the device only.
try {
  const theme = JSON.parse(localStorage.getItem("kindward:prefs") || "{}").theme;
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* storage is closed: the system's theme serves */ }
