// Loads the editor on first use. Its files have hashed names, which manifest.json knows; only that one is asked
// for again each time, so that a page never mixes two versions.
let loading;

// `folder` is relative to the page and ends in a slash.
export function loadEditor(folder, chinese) {
  loading ??= load(new URL(folder, document.baseURI), chinese).catch(error => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(folder, chinese) {
  const response = await fetch(new URL('manifest.json', folder), { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
  const { js, css, zh } = await response.json();
  const at = name => new URL(name, folder).href;
  // Monaco takes its words when it is loaded, so they come first and stay until the page is reloaded.
  if (chinese) await import(at(zh));
  const [editor] = await Promise.all([import(at(js)), style(at(css))]);
  return editor;
}

function style(href) {
  return new Promise((done, failed) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.onload = done;
    link.onerror = () => { link.remove(); failed(new Error(`${href} did not load`)); };
    document.head.append(link);
  });
}
