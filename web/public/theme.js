// Before the first paint, so that a page in the dark does not flash white. A file, because pages have no inline scripts.
try {
  const theme = localStorage.getItem("fazhi.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; then the system decides.
}
