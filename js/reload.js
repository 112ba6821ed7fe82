// Only in pages of `cargo xtask dev`: reloads when index.html names other files than the one that is shown. A file is
// named after its content, so any change shows there. While Trunk replaces the files there may be none; then it asks again.
const shown = async () => {
  const answer = await fetch('./', { cache: 'no-store' });
  return answer.ok ? answer.text() : null;
};

let first = null;
const look = async () => {
  const now = await shown().catch(() => null);
  first ??= now;
  if (now !== null && now !== first) location.reload();
  else setTimeout(look, 500);
};
look();
