// The page that opening the editor is compared with: it loads the same files and shows the text named after the #.
const { js, css } = await (await fetch('vendor/manifest.json')).json();
const style = new Promise((done, failed) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href: `vendor/${css}`, onload: done, onerror: failed });
    document.head.append(link);
});
const [editor] = await Promise.all([import(`./vendor/${js}`), style]);
editor.create(document.getElementById('editor'), {
    value: decodeURIComponent(location.hash.slice(1)), language: 'yaml', readOnly: false, dark: false, label: 'Editor', onChange: () => {},
});
