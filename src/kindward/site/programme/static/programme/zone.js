// Fills in the time zone that this device is set to, where the server knows none better.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const field of document.querySelectorAll("[data-zone]")) {
  if (zone && (!field.value || field.value === "UTC")) field.value = zone;
}
